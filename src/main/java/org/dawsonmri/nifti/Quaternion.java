package org.dawsonmri.nifti;

import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.OrthogonalFactor;

/**
 * Rotations as the qform stores them: b, c and d of a unit quaternion {@code a + bi + cj + dk} with {@code a ≥ 0}, and
 * qfac -1 where the third axis is mirrored. Formulas: the comments of {@code nifti1.h}, section "Method 2".
 */
final class Quaternion {

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
        double[][] c = OrthogonalFactor.columns(affine);
        int q = qfac(affine);
        return ofRotation(Affine.of(
            c[0][0], c[1][0], q * c[2][0], 0,
            c[0][1], c[1][1], q * c[2][1], 0,
            c[0][2], c[1][2], q * c[2][2], 0));
    }

    // -- Helper methods --

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
