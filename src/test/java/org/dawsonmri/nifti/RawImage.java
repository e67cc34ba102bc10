package org.dawsonmri.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Bytes of a NIfTI-1 or NIfTI-2 image, field by field, independent of the writer: what other programs could write. */
public final class RawImage {

    private final boolean two;
    private final ByteBuffer header;
    private byte[] voxels = new byte[0];

    private RawImage(boolean two, ByteOrder order) {
        this.two = two;
        this.header = ByteBuffer.allocate(two ? 544 : 352).order(order);
    }

    /** A single-file header for 1×1×1 float32 voxels with spacing 1, without qform and sform. */
    public static RawImage nifti1(ByteOrder order) {
        RawImage image = new RawImage(false, order);
        image.header.putInt(0, 348).putFloat(108, 352);
        return image.magic("n+1\0").dim(3, 1, 1, 1).type(16, 32).pixdim(1, 1, 1, 1);
    }

    public static RawImage nifti2(ByteOrder order) {
        RawImage image = new RawImage(true, order);
        image.header.putInt(0, 540).putLong(168, 544);
        return image.magic("n+2\0\r\n\032\n").dim(3, 1, 1, 1).type(16, 32).pixdim(1, 1, 1, 1);
    }

    public static RawImage nifti1() {
        return nifti1(ByteOrder.LITTLE_ENDIAN);
    }

    public RawImage magic(String letters) {
        header.put(two ? 4 : 344, letters.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public RawImage dim(long... dim) {
        for (int i = 0; i < 8; i++) {
            long d = i < dim.length ? dim[i] : 1;
            if (two) {
                header.putLong(16 + 8 * i, d);
            } else {
                header.putShort(40 + 2 * i, (short) d);
            }
        }
        return this;
    }

    public RawImage type(int code, int bitpix) {
        header.putShort(two ? 12 : 70, (short) code).putShort(two ? 14 : 72, (short) bitpix);
        return this;
    }

    public RawImage pixdim(double... values) {
        return reals(two ? 104 : 76, values);
    }

    public RawImage slope(double slope, double intercept) {
        return reals(two ? 176 : 112, slope, intercept);
    }

    public RawImage qform(int code, double... bcdAndOffset) {
        return code(two ? 344 : 252, code).reals(two ? 352 : 256, bcdAndOffset);
    }

    public RawImage sform(int code, double... rows) {
        return code(two ? 348 : 254, code).reals(two ? 400 : 280, rows);
    }

    public RawImage units(int code) {
        header.put(two ? 500 + (header.order() == ByteOrder.BIG_ENDIAN ? 3 : 0) : 123, (byte) code);
        return this;
    }

    /** Whatever else: the header's bytes in its order. */
    public RawImage poke(Consumer<ByteBuffer> change) {
        change.accept(header);
        return this;
    }

    /** {@code count} voxels of {@code size} bytes, filled by {@code fill} in the header's byte order. */
    public RawImage voxels(int bytes, Consumer<ByteBuffer> fill) {
        ByteBuffer b = ByteBuffer.allocate(bytes).order(header.order());
        fill.accept(b);
        voxels = b.array();
        return this;
    }

    public byte[] headerBytes() {
        return Arrays.copyOf(header.array(), two ? 540 : 348);
    }

    public byte[] voxelBytes() {
        return voxels;
    }

    public byte[] bytes() {
        byte[] all = Arrays.copyOf(header.array(), header.capacity() + voxels.length);
        System.arraycopy(voxels, 0, all, header.capacity(), voxels.length);
        return all;
    }

    public Path save(Path file) {
        return save(file, bytes());
    }

    public static Path save(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    // -- Helper methods --

    private RawImage code(int at, int code) {
        if (two) {
            header.putInt(at, code);
        } else {
            header.putShort(at, (short) code);
        }
        return this;
    }

    private RawImage reals(int at, double... values) {
        for (int i = 0; i < values.length; i++) {
            if (two) {
                header.putDouble(at + 8 * i, values[i]);
            } else {
                header.putFloat(at + 4 * i, (float) values[i]);
            }
        }
        return this;
    }
}
