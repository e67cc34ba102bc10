package org.dawsonmri.nifti;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** Turns the bytes of voxels into numbers: one tight loop for each type, so that none is paid for by another. */
final class VoxelDecoder {

    private static final double RED = 0.299;   // luminance weights of ITU-R BT.601
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private VoxelDecoder() {
    }

    /**
     * Decodes {@code count} voxels from the start of {@code bytes} (whose byte order is the file's) into {@code out}.
     * Colours become their luminance, alpha is left out. 64-bit integers beyond 2^53 are rounded to double.
     */
    static void decode(Datatype type, ByteBuffer bytes, int count, double[] out) {
        bytes.rewind();
        switch (type) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = bytes.get(i) & 0xff;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = bytes.get(i);
                }
            }
            case UINT16, INT16 -> shorts(bytes.asShortBuffer(), count, type == Datatype.INT16, out);
            case UINT32, INT32 -> ints(bytes.asIntBuffer(), count, type == Datatype.INT32, out);
            case UINT64, INT64 -> longs(bytes.asLongBuffer(), count, type == Datatype.INT64, out);
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = bytes.getFloat(4 * i);
                }
            }
            case FLOAT64 -> bytes.asDoubleBuffer().get(out, 0, count);
            case RGB24, RGBA32 -> colours(bytes, count, type.bytes(), out);
            default -> throw new IllegalArgumentException("no voxels of type " + type.label());
        }
    }

    // -- Helper methods --

    private static void shorts(ShortBuffer in, int count, boolean signed, double[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = signed ? in.get(i) : in.get(i) & 0xffff;
        }
    }

    private static void ints(IntBuffer in, int count, boolean signed, double[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = signed ? in.get(i) : in.get(i) & 0xffffffffL;
        }
    }

    private static void longs(LongBuffer in, int count, boolean signed, double[] out) {
        for (int i = 0; i < count; i++) {
            long v = in.get(i);
            // NB: halving keeps the dropped bit, so that the conversion rounds as if there were 64 bits to spare
            out[i] = signed || v >= 0 ? v : 2.0 * (v >>> 1 | v & 1);
        }
    }

    private static void colours(ByteBuffer in, int count, int stride, double[] out) {
        for (int i = 0; i < count; i++) {
            int p = stride * i;
            out[i] = RED * (in.get(p) & 0xff) + GREEN * (in.get(p + 1) & 0xff) + BLUE * (in.get(p + 2) & 0xff);
        }
    }
}
