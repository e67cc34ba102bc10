package org.dawsonmri.nifti;

import org.dawsonmri.DawsonException;
import org.dawsonmri.nifti.NiftiHeader.Format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads and checks the bytes of a header. Byte positions are those of {@code nifti1.h}, {@code nifti2.h} and, for
 * Analyze 7.5, {@code dbh.h}.
 */
final class HeaderParser {

    static final int NIFTI1_BYTES = 348;
    static final int NIFTI2_BYTES = 540;

    private final String file;
    private final boolean pair;
    private final List<String> warnings;

    /**
     * @param file the name for messages
     * @param pair true for a .hdr, whose voxels are in an .img
     * @param warnings takes what is odd but readable
     */
    HeaderParser(String file, boolean pair, List<String> warnings) {
        this.file = file;
        this.pair = pair;
        this.warnings = warnings;
    }

    /** @param bytes the first bytes of the file, at least those of its header if the file has them */
    NiftiHeader parse(byte[] bytes) {
        if (bytes.length < NIFTI1_BYTES) {
            throw broken("is too short for a NIfTI header: found " + bytes.length + " bytes, expected at least "
                + NIFTI1_BYTES + "; copy or export it again");
        }
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!isHeaderSize(b.getInt(0))) {
            b.order(ByteOrder.BIG_ENDIAN);
        }
        if (!isHeaderSize(b.getInt(0))) {
            throw broken("is not a NIfTI file: its first four bytes are neither 348 (NIfTI-1) nor 540 (NIfTI-2)");
        }
        boolean two = b.getInt(0) == NIFTI2_BYTES;
        if (two && bytes.length < NIFTI2_BYTES) {
            throw broken("is too short for a NIfTI-2 header: found " + bytes.length + " bytes, expected "
                + NIFTI2_BYTES + "; copy or export it again");
        }
        return two ? nifti2(b, format(b, 4, '2')) : nifti1(b, format(b, 344, '1'));
    }

    // -- Helper methods --

    private static boolean isHeaderSize(int size) {
        return size == NIFTI1_BYTES || size == NIFTI2_BYTES;
    }

    /** The format by the magic letters at {@code at}: {@code n+1} in one file, {@code ni1} in a pair, else Analyze. */
    private Format format(ByteBuffer b, int at, char version) {
        boolean nifti = b.get(at) == 'n' && b.get(at + 2) == version && b.get(at + 3) == 0;
        if (nifti && b.get(at + 1) == (pair ? 'i' : '+')) {
            return version == '2' ? Format.NIFTI2 : Format.NIFTI1;
        }
        if (nifti && b.get(at + 1) == (pair ? '+' : 'i')) {
            throw broken(pair
                ? "says that header and voxels are in one file; rename it to end in .nii"
                : "says that its voxels are in an .img file beside it; rename it to end in .hdr and open that");
        }
        if (version == '2' || !pair) {
            throw broken("is not a NIfTI file: the letters n" + (pair ? "i" : "+") + version
                + " are missing at byte " + at);
        }
        return Format.ANALYZE;
    }

    private NiftiHeader nifti1(ByteBuffer b, Format format) {
        boolean analyze = format == Format.ANALYZE;
        long[] dim = new long[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = b.getShort(40 + 2 * i);
        }
        Datatype type = datatype(b.getShort(70), b.getShort(72), analyze);
        double slope = b.getFloat(112);
        return new NiftiHeader(format, b.order(), shape(dim, type), type, offset(b.getFloat(108), NIFTI1_BYTES + 4),
            slope(slope, type), analyze ? 0 : intercept(slope, b.getFloat(116), type), floats(b, 76, 8),
            analyze ? 0 : b.getShort(252), floats(b, 256, 3), floats(b, 268, 3),
            analyze ? 0 : b.getShort(254), floats(b, 280, 12), analyze ? 0 : b.get(123) & 0xff, text(b, 148, 80));
    }

    private NiftiHeader nifti2(ByteBuffer b, Format format) {
        long[] dim = new long[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = b.getLong(16 + 8 * i);
        }
        Datatype type = datatype(b.getShort(12), b.getShort(14), false);
        double slope = b.getDouble(176);
        return new NiftiHeader(format, b.order(), shape(dim, type), type, offset(b.getLong(168), NIFTI2_BYTES + 4),
            slope(slope, type), intercept(slope, b.getDouble(184), type), doubles(b, 104, 8),
            b.getInt(344), doubles(b, 352, 3), doubles(b, 376, 3),
            b.getInt(348), doubles(b, 400, 12), b.getInt(500) & 0xff, text(b, 240, 80));
    }

    private Datatype datatype(int code, int bitpix, boolean analyze) {
        Datatype type = Datatype.ofCode(code);
        if (type == null) {
            throw broken("has datatype " + code + ", which the NIfTI standard does not have; export it again");
        }
        if (type.refusal() != null) {
            throw broken(type.refusal());
        }
        if (analyze && type.isColour()) {
            throw broken("is an Analyze file in colour, whose channel order is not defined; save it as NIfTI");
        }
        if (bitpix != type.bits()) {
            throw broken("contradicts itself: datatype " + type.label() + " has " + type.bits()
                + " bits per voxel, bitpix says " + bitpix + "; export it again");
        }
        return type;
    }

    /** Checks each dimension and that the product of all, in bytes, is a number that can be. */
    private long[] shape(long[] dim, Datatype type) {
        if (dim[0] < 1 || dim[0] > 7) {
            throw broken("has " + dim[0] + " dimensions, expected 1 to 7; export it again");
        }
        long[] shape = Arrays.copyOfRange(dim, 1, (int) dim[0] + 1);
        long bytes = type.bytes();
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0 && i >= 3) {
                warnings.add("dimension " + (i + 1) + " is 0 in the header; taken for 1");
                shape[i] = 1;
            }
            if (shape[i] < 1) {
                throw broken("has " + shape[i] + " voxels along dimension " + (i + 1)
                    + ", expected at least 1; export it again");
            }
            if (Math.multiplyHigh(bytes, shape[i]) != 0 || bytes * shape[i] < 0) {
                throw broken("has impossible dimensions " + text(shape) + "; export it again");
            }
            bytes *= shape[i];
        }
        for (int i = 0; i < Math.min(3, shape.length); i++) {
            if (shape[i] > Integer.MAX_VALUE) {
                throw broken("has impossible dimensions " + text(shape) + "; export it again");
            }
        }
        return shape;
    }

    private long offset(double value, int least) {
        if (pair && value == 0) {
            return 0;
        }
        if (!pair && value == 0) {
            warnings.add("vox_offset is 0 in the header; the voxels are taken to begin at byte " + least);
            return least;
        }
        if (value != Math.rint(value) || value < (pair ? 0 : least) || value > Long.MAX_VALUE / 2.0) {
            throw broken("says that its voxels begin at byte " + value + " (vox_offset), expected "
                + (pair ? "0 or more" : least + " or more") + "; export it again");
        }
        return (long) value;
    }

    private static double slope(double slope, Datatype type) {
        return scales(slope, type) ? slope : 1;
    }

    private double intercept(double slope, double intercept, Datatype type) {
        if (!scales(slope, type)) {
            return 0;
        }
        if (!Double.isFinite(intercept)) {
            throw broken("has the slope " + slope + " but the intercept " + intercept
                + " (scl_inter), expected a number; export it again");
        }
        return intercept;
    }

    /** A slope of 0 or one that is no number means that the stored values are the values; colours never scale. */
    private static boolean scales(double slope, Datatype type) {
        return slope != 0 && Double.isFinite(slope) && !type.isColour();
    }

    private static double[] floats(ByteBuffer b, int at, int count) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = b.getFloat(at + 4 * i);
        }
        return out;
    }

    private static double[] doubles(ByteBuffer b, int at, int count) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = b.getDouble(at + 8 * i);
        }
        return out;
    }

    private static String text(ByteBuffer b, int at, int length) {
        String all = new String(b.array(), at, length, StandardCharsets.ISO_8859_1);
        int end = all.indexOf('\0');
        return (end < 0 ? all : all.substring(0, end)).strip();
    }

    /** {@code 64×64×21}. */
    static String text(long[] shape) {
        return String.join("×", Arrays.stream(shape).mapToObj(Long::toString).toList());
    }

    private DawsonException broken(String what) {
        return new DawsonException(file + ": " + what);
    }
}
