package org.dawsonmri.volume;

/**
 * The rotation (perhaps with a reflection) next to an affine: U of the polar decomposition A = U·H, after each column
 * was scaled to length 1. Found by Newton's iteration X ← (X + X⁻ᵀ)/2, which converges quadratically (N. J. Higham,
 * Computing the polar decomposition, SIAM J. Sci. Stat. Comput. 7, 1986).
 */
public final class OrthogonalFactor {

    private static final int MAX_STEPS = 100;
    private static final double SINGULAR = 1e-9;

    private OrthogonalFactor() {
    }

    /** Its three columns, {@code [voxel axis][world axis]}; only the scaled columns if the affine is singular. */
    public static double[][] columns(Affine affine) {
        double[] m = new double[12];
        for (int c = 0; c < 3; c++) {
            double length = affine.spacing(c);
            for (int r = 0; r < 3; r++) {
                m[4 * r + c] = length > 0 ? affine.get(r, c) / length : 0;
            }
        }
        Affine x = Affine.of(m);
        if (Math.abs(x.determinant()) > SINGULAR) {
            double change = 1;
            for (int step = 0; step < MAX_STEPS && change > 1e-14; step++) {
                Affine next = newtonStep(x);
                change = next.maxDifference(x);
                x = next;
            }
        }
        double[][] columns = new double[3][3];
        for (int c = 0; c < 3; c++) {
            for (int r = 0; r < 3; r++) {
                columns[c][r] = x.get(r, c);
            }
        }
        return columns;
    }

    private static Affine newtonStep(Affine x) {
        Affine inverse = x.inverse();
        double[] mean = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                mean[4 * r + c] = (x.get(r, c) + inverse.get(c, r)) / 2;
            }
        }
        return Affine.of(mean);
    }
}
