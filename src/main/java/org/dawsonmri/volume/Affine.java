package org.dawsonmri.volume;

import java.util.Arrays;

/**
 * A 3×4 affine map from voxel indices (0-based, voxel centres) to scanner coordinates, RAS+ as in NIfTI. Immutable.
 *
 * <pre>{@code
 * Affine a = Affine.scaling(1, 1, 3);
 * double[] world = a.apply(10, 20, 5); // {10, 20, 15}
 * }</pre>
 */
public final class Affine {

    private final double[] m; // row-major, 3 rows of 4

    private Affine(double[] m) {
        this.m = m;
    }

    /** @param values three rows of four numbers, row by row */
    public static Affine of(double... values) {
        if (values.length != 12) {
            throw new IllegalArgumentException("an affine has 12 numbers, found " + values.length);
        }
        return new Affine(values.clone());
    }

    /** Spacing along the axes and nothing else. */
    public static Affine scaling(double x, double y, double z) {
        return of(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0);
    }

    public static Affine identity() {
        return scaling(1, 1, 1);
    }

    /** The number in {@code row} (0 to 2) and {@code column} (0 to 3; 3 is the translation). */
    public double get(int row, int column) {
        return m[4 * row + column];
    }

    /** Scanner coordinates of a voxel position. */
    public double[] apply(double x, double y, double z) {
        double[] out = new double[3];
        for (int r = 0; r < 3; r++) {
            out[r] = get(r, 0) * x + get(r, 1) * y + get(r, 2) * z + get(r, 3);
        }
        return out;
    }

    /** The map that first applies {@code inner}, then this one. */
    public Affine multiply(Affine inner) {
        double[] out = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                double sum = c == 3 ? get(r, 3) : 0;
                for (int k = 0; k < 3; k++) {
                    sum += get(r, k) * inner.get(k, c);
                }
                out[4 * r + c] = sum;
            }
        }
        return new Affine(out);
    }

    /** The same map with its origin (the scanner coordinates of voxel 0,0,0) moved. */
    public Affine withOrigin(double x, double y, double z) {
        double[] out = m.clone();
        out[3] = x;
        out[7] = y;
        out[11] = z;
        return new Affine(out);
    }

    /** Length of the step from one voxel to the next along voxel axis {@code axis}. */
    public double spacing(int axis) {
        return Math.sqrt(get(0, axis) * get(0, axis) + get(1, axis) * get(1, axis) + get(2, axis) * get(2, axis));
    }

    /** Determinant of the 3×3 part. */
    public double determinant() {
        return get(0, 0) * (get(1, 1) * get(2, 2) - get(1, 2) * get(2, 1))
            - get(0, 1) * (get(1, 0) * get(2, 2) - get(1, 2) * get(2, 0))
            + get(0, 2) * (get(1, 0) * get(2, 1) - get(1, 1) * get(2, 0));
    }

    /** @throws ArithmeticException if the 3×3 part is singular */
    public Affine inverse() {
        double det = determinant();
        if (det == 0 || !Double.isFinite(det)) {
            throw new ArithmeticException("the affine has no inverse (determinant " + det + ")");
        }
        double[] out = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                int a = (c + 1) % 3;
                int b = (c + 2) % 3;
                int p = (r + 1) % 3;
                int q = (r + 2) % 3;
                out[4 * r + c] = (get(a, p) * get(b, q) - get(a, q) * get(b, p)) / det;
            }
        }
        for (int r = 0; r < 3; r++) {
            out[4 * r + 3] = -(out[4 * r] * get(0, 3) + out[4 * r + 1] * get(1, 3) + out[4 * r + 2] * get(2, 3));
        }
        return new Affine(out);
    }

    /** The largest difference of any of the 12 numbers. */
    public double maxDifference(Affine other) {
        double max = 0;
        for (int i = 0; i < 12; i++) {
            max = Math.max(max, Math.abs(m[i] - other.m[i]));
        }
        return max;
    }

    /** Three rows of four numbers, row by row. */
    public double[] toArray() {
        return m.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Affine other && Arrays.equals(m, other.m);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m);
    }

    @Override
    public String toString() {
        return Arrays.toString(m);
    }
}
