package org.dawsonmri.nifti;

import org.dawsonmri.volume.Affine;

/**
 * Rotations as the qform stores them: b, c and d of a unit quaternion {@code a + bi + cj + dk} with {@code a ≥ 0}, and
 * qfac -1 where the third axis is mirrored. Formulas: the comments of {@code nifti1.h}, section "Method 2"; nearest
 * rotation by Newton's iteration for the polar decomposition (Higham 1986, doi:10.1137/0907079).
 */
final class Quaternion {

    private static final int MAX_ITERATIONS = 100;

    private Quaternion() {
    }

    /** The qform's affine. A quaternion longer than 1 (rounding) is brought back to length 1. */
    static Affine affine(double[] bcd, double[] spacing, double qfac, double[] origin) {
        double b = bcd[0];
        double c = bcd[1];
        double d = bcd[2];
        double rest = 1 - (b * b + c * c + d * d);
        double a = Math.sqrt(Math.max(0, rest));
        if (rest < 0) {
            double length = Math.sqrt(1 - rest);
            b /= length;
            c /= length;
            d /= length;
        }
        double x = spacing[0];
        double y = spacing[1];
        double z = spacing[2] * qfac;
        return Affine.of(
            (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y, 2 * (b * d + a * c) * z, origin[0],
            2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y, 2 * (c * d - a * b) * z, origin[1],
            2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y, (a * a + d * d - b * b - c * c) * z, origin[2]);
    }

    /** -1 if the affine mirrors, else 1. */
    static int qfac(Affine affine) {
        return affine.determinant() < 0 ? -1 : 1;
    }

    /** b, c and d of the rotation nearest to the axes of {@code affine}, which must not be singular. */
    static double[] nearest(Affine affine) {
        double third = qfac(affine) * affine.spacing(2);
        Affine axes = affine.withOrigin(0, 0, 0).multiply(
            Affine.scaling(1 / affine.spacing(0), 1 / affine.spacing(1), 1 / third));
        return ofRotation(orthogonal(axes));
    }

    // -- Helper methods --

    private static Affine orthogonal(Affine axes) {
        Affine current = axes;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            Affine inverse = current.inverse();
            double[] next = new double[12];
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    next[4 * r + c] = (current.get(r, c) + inverse.get(c, r)) / 2;
                }
            }
            Affine improved = Affine.of(next);
            boolean converged = improved.maxDifference(current) < 1e-15;
            current = improved;
            if (converged) {
                break;
            }
        }
        return current;
    }

    /** Divides by the largest of the four components, so that nothing is lost to cancellation. */
    private static double[] ofRotation(Affine r) {
        double[] squares = {
            1 + r.get(0, 0) + r.get(1, 1) + r.get(2, 2), 1 + r.get(0, 0) - r.get(1, 1) - r.get(2, 2),
            1 - r.get(0, 0) + r.get(1, 1) - r.get(2, 2), 1 - r.get(0, 0) - r.get(1, 1) + r.get(2, 2)};
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = squares[i] > squares[largest] ? i : largest;
        }
        double[] q = switch (largest) {
            case 0 -> new double[] {squares[0], r.get(2, 1) - r.get(1, 2), r.get(0, 2) - r.get(2, 0),
                r.get(1, 0) - r.get(0, 1)};
            case 1 -> new double[] {r.get(2, 1) - r.get(1, 2), squares[1], r.get(0, 1) + r.get(1, 0),
                r.get(0, 2) + r.get(2, 0)};
            case 2 -> new double[] {r.get(0, 2) - r.get(2, 0), r.get(0, 1) + r.get(1, 0), squares[2],
                r.get(1, 2) + r.get(2, 1)};
            default -> new double[] {r.get(1, 0) - r.get(0, 1), r.get(0, 2) + r.get(2, 0),
                r.get(1, 2) + r.get(2, 1), squares[3]};
        };
        double scale = (q[0] < 0 ? -1 : 1) / (2 * Math.sqrt(squares[largest]));
        return new double[] {q[1] * scale, q[2] * scale, q[3] * scale};
    }
}
