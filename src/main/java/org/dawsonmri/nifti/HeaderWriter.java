package org.dawsonmri.nifti;

import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Geometry.XformCodes;
import org.dawsonmri.volume.GridDistance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Lays out the header of a single file, little-endian: NIfTI-1, or NIfTI-2 where a dimension passes 32767 or 32-bit
 * numbers would lose the place. qform and sform say the same, with the codes of the scan that the grid comes from.
 */
final class HeaderWriter {

    /** How exact a qform has to be that is alone. */
    private static final double QFORM_MM = 0.001;
    private static final String DESCRIPTION = "Dawson";

    private final Geometry geometry;
    private final int frames;
    private final Datatype type;
    private final boolean two;
    private final XformCodes codes;
    private final Affine affine;

    HeaderWriter(Geometry geometry, int frames, Datatype type) {
        this.geometry = geometry;
        this.frames = frames;
        this.type = type;
        this.two = Math.max(Math.max(geometry.nx(), geometry.ny()), Math.max(geometry.nz(), frames)) > Short.MAX_VALUE
            || !GridDistance.of(geometry, geometry.with(geometry.nx(), geometry.ny(), geometry.nz(),
                asStored(geometry.affine()))).isRounding();
        this.codes = codes(geometry, two);
        this.affine = two || codes.sform() == 0 ? geometry.affine() : asStored(geometry.affine());
    }

    /** The bytes up to the first voxel. */
    byte[] bytes() {
        return (two ? nifti2() : nifti1()).array();
    }

    // -- Helper methods --

    /**
     * The grid's own codes, unless they would lose its place: a grid without codes may have been turned since, and a
     * quaternion alone may be too coarse.
     */
    private static XformCodes codes(Geometry g, boolean two) {
        XformCodes codes = g.codes();
        if (codes.isNone()) {
            boolean assumed = GridDistance.of(g, Geometry.withoutPlace(g.nx(), g.ny(), g.nz(),
                new double[] {g.affine().spacing(0), g.affine().spacing(1), g.affine().spacing(2)}, g.unit()))
                .isRounding();
            return assumed ? codes : XformCodes.ALIGNED;
        }
        boolean exact = codes.sform() > 0 || GridDistance.of(g, g.with(g.nx(), g.ny(), g.nz(),
            Quaternion.stored(g.affine(), two))).mm() < QFORM_MM;
        return exact ? codes : new XformCodes(codes.qform(), codes.qform());
    }

    /** As 32-bit floats: a qform made from these is the same again when the file is read and written anew. */
    private static Affine asStored(Affine exact) {
        double[] m = exact.toArray();
        for (int i = 0; i < m.length; i++) {
            m[i] = (float) m[i];
        }
        return Affine.of(m);
    }

    private ByteBuffer nifti1() {
        int voxOffset = HeaderParser.NIFTI1_BYTES + 4; // four bytes say that no extension follows
        ByteBuffer b = ByteBuffer.allocate(voxOffset).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, HeaderParser.NIFTI1_BYTES);
        b.put(38, (byte) 'r'); // "regular", asked for by readers of the Analyze age
        long[] dim = dim();
        double[] pixdim = pixdim();
        for (int i = 0; i < 8; i++) {
            b.putShort(40 + 2 * i, (short) dim[i]);
            b.putFloat(76 + 4 * i, (float) pixdim[i]);
        }
        b.putShort(70, (short) type.code());
        b.putShort(72, (short) type.bits());
        b.putFloat(108, voxOffset);
        b.putFloat(112, 1);
        b.put(123, (byte) geometry.unit().niftiCode());
        text(b, 148, DESCRIPTION);
        b.putShort(252, (short) codes.qform());
        b.putShort(254, (short) codes.sform());
        double[] place = place();
        for (int i = 0; i < place.length; i++) {
            b.putFloat(256 + 4 * i, (float) place[i]);
        }
        text(b, 344, "n+1");
        return b;
    }

    private ByteBuffer nifti2() {
        int voxOffset = HeaderParser.NIFTI2_BYTES + 4;
        ByteBuffer b = ByteBuffer.allocate(voxOffset).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, HeaderParser.NIFTI2_BYTES);
        text(b, 4, "n+2\0\r\n\032\n");
        b.putShort(12, (short) type.code());
        b.putShort(14, (short) type.bits());
        long[] dim = dim();
        double[] pixdim = pixdim();
        for (int i = 0; i < 8; i++) {
            b.putLong(16 + 8 * i, dim[i]);
            b.putDouble(104 + 8 * i, pixdim[i]);
        }
        b.putLong(168, voxOffset);
        b.putDouble(176, 1);
        text(b, 240, DESCRIPTION);
        b.putInt(344, codes.qform());
        b.putInt(348, codes.sform());
        double[] place = place();
        for (int i = 0; i < place.length; i++) {
            b.putDouble(352 + 8 * i, place[i]);
        }
        b.putInt(500, geometry.unit().niftiCode());
        return b;
    }

    private long[] dim() {
        return new long[] {frames > 1 ? 4 : 3, geometry.nx(), geometry.ny(), geometry.nz(), frames, 1, 1, 1};
    }

    private double[] pixdim() {
        return new double[] {codes.isNone() ? 1 : Quaternion.qfac(affine), affine.spacing(0), affine.spacing(1),
            affine.spacing(2), 1, 1, 1, 1};
    }

    /** Quaternion, offset and sform, which follow each other in both kinds of header; zeros for no place. */
    private double[] place() {
        double[] out = new double[18];
        if (codes.isNone()) {
            return out;
        }
        System.arraycopy(Quaternion.nearest(affine), 0, out, 0, 3);
        for (int r = 0; r < 3; r++) {
            out[3 + r] = affine.get(r, 3);
        }
        System.arraycopy(affine.toArray(), 0, out, 6, 12);
        return out;
    }

    private static void text(ByteBuffer b, int at, String text) {
        b.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
