package org.dawsonmri.volume;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A grid laid out anew by swapping and reversing axes; every voxel keeps its value and its place in the scanner.
 *
 * @param from for each new axis the old axis it runs along
 * @param flip for each new axis whether it runs the other way
 */
record AxisMap(int[] from, boolean[] flip) {

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    /** A better order is better by more than rounding; the first is the order as it is. */
    private static final double ROUNDING = 1e-6;

    /**
     * How to lay the axes of {@code other} so that they run as those of {@code first}, as nearly as they can. NB:
     * unlike the names of directions, this does not change where axes lie half-way between two directions.
     */
    static AxisMap between(Geometry first, Geometry other) {
        double[][] a = OrthogonalFactor.columns(first.affine());
        double[][] b = OrthogonalFactor.columns(other.affine());
        int[] best = null;
        double most = 0;
        for (int[] order : ORDERS) {
            double sum = 0;
            for (int axis = 0; axis < 3; axis++) {
                sum += Math.abs(cosine(a[axis], b[order[axis]]));
            }
            if (best == null || sum > most + ROUNDING) {
                best = order;
                most = sum;
            }
        }
        boolean[] flip = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            flip[axis] = cosine(a[axis], b[best[axis]]) < 0;
        }
        return new AxisMap(best, flip);
    }

    /** True if everything stays as it is. */
    boolean isIdentity() {
        return Arrays.equals(from, ORDERS[0]) && !flip[0] && !flip[1] && !flip[2];
    }

    /** The grid laid out anew. */
    Geometry apply(Geometry old) {
        double[] m = new double[12];
        double[] origin = origin(old);
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                double step = old.affine().get(r, from[c]);
                m[4 * r + c] = flip[c] ? 0.0 - step : step;
            }
            m[4 * r + 3] = origin[r];
        }
        return old.with(old.size(from[0]), old.size(from[1]), old.size(from[2]), Affine.of(m));
    }

    /** The values laid out anew; {@code grid} is the new grid. */
    float[] apply(Volume old, Geometry grid) {
        long[] oldStride = {1, old.geometry().nx(), (long) old.geometry().nx() * old.geometry().ny()};
        int start = 0;
        int[] stride = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            stride[axis] = (int) oldStride[from[axis]];
            if (flip[axis]) {
                start += (grid.size(axis) - 1) * stride[axis];
                stride[axis] = -stride[axis];
            }
        }
        float[] in = old.voxels();
        float[] out = new float[in.length];
        int first = start;
        IntStream.range(0, grid.nz()).parallel().forEach(z -> {
            int o = z * grid.nx() * grid.ny();
            for (int y = 0; y < grid.ny(); y++) {
                int i = first + y * stride[1] + z * stride[2];
                for (int x = 0; x < grid.nx(); x++) {
                    out[o++] = in[i];
                    i += stride[0];
                }
            }
        });
        return out;
    }

    private static double cosine(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private double[] origin(Geometry old) {
        double[] corner = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            corner[from[axis]] = flip[axis] ? old.size(from[axis]) - 1 : 0;
        }
        return old.affine().apply(corner[0], corner[1], corner[2]);
    }
}
