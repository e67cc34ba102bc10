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

    /**
     * The qform's affine. Where b² + c² + d² is 1 but for {@code rounding}, a counts as 0, since its root would blow up
     * what rounding left; nibabel does the same. A quaternion longer than 1 is brought back to length 1.
     *
     * @param rounding how far from 1 the sum may be: three units in the last place of the stored numbers
     */
    static Affine affine(double[] bcd, double[] spacing, double qfac, double[] origin, double rounding) {
        double sum = bcd[0] * bcd[0] + bcd[1] * bcd[1] + bcd[2] * bcd[2];
        double rest = 1 - sum < rounding ? 0 : 1 - sum;
        double length = Math.sqrt(rest + sum);
        double a = Math.sqrt(rest) / length;
        double b = bcd[0] / length;
        double c = bcd[1] / length;
        double d = bcd[2] / length;
        double x = spacing[0];
        double y = spacing[1];
        double z = spacing[2] * qfac;
        return Affine.of(
            (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y, 2 * (b * d + a * c) * z, origin[0],
            2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y, 2 * (c * d - a * b) * z, origin[1],
            2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y, (a * a + d * d - b * b - c * c) * z, origin[2]);
    }

    /**
     * What is left of an affine in a file that has a qform alone: shear and the rounding of the numbers are lost.
     *
     * @param exact true for NIfTI-2, whose numbers have 64 bits
     */
    static Affine stored(Affine affine, boolean exact) {
        double[] bcd = nearest(affine);
        double[] spacing = {affine.spacing(0), affine.spacing(1), affine.spacing(2)};
        double[] origin = {affine.get(0, 3), affine.get(1, 3), affine.get(2, 3)};
        for (double[] numbers : exact ? new double[0][] : new double[][] {bcd, spacing, origin}) {
            for (int i = 0; i < 3; i++) {
                numbers[i] = (float) numbers[i];
            }
        }
        return affine(bcd, spacing, qfac(affine), origin, 3 * (exact ? Math.ulp(1.0) : Math.ulp(1f)));
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
