package org.dawsonmri.segment;

import org.dawsonmri.preprocess.Frames;

import java.util.Arrays;

/**
 * The windows over one axis of a volume: each overlaps the next by at least a half, and counts where it overlaps others
 * by a Gaussian about its middle whose σ is an eighth of the window (as nnU-Net does it: F. Isensee et al., Nature
 * Methods 18, 2021). The shares of all windows sum to 1 at each voxel; as both the windows and the Gaussians of a
 * volume are products over its axes, so are the shares.
 */
final class Windows {

    private static final double SIGMA = 1 / 8.0;

    private final int n;
    private final int side;
    private final int[] starts;
    private final float[][] shares;

    /**
     * @param n voxels along the axis
     * @param side voxels of a window; may be more
     */
    Windows(int n, int side) {
        this.n = n;
        this.side = side;
        this.starts = Frames.starts(n, side, Math.max(1, side / 2));
        this.shares = new float[starts.length][side];
        double[] sums = new double[n];
        for (int start : starts) {
            for (int i = 0; i < side; i++) {
                if (isInside(start + i)) {
                    sums[start + i] += gaussian(i);
                }
            }
        }
        for (int w = 0; w < starts.length; w++) {
            for (int i = 0; i < side; i++) {
                shares[w][i] = isInside(starts[w] + i) ? (float) (gaussian(i) / sums[starts[w] + i]) : 0;
            }
        }
    }

    int count() {
        return starts.length;
    }

    /** For each voxel of a window how much it counts; 0 beyond the volume. */
    float[] shares(int window) {
        return shares[window];
    }

    /**
     * For each voxel of a window its place along the axis, −1 beyond the volume.
     *
     * @param axis which of the mirror's axes this is
     */
    int[] places(int window, Mirror mirror, int axis) {
        int[] places = new int[side];
        Arrays.setAll(places, i -> isInside(starts[window] + i) ? mirror.at(axis, starts[window] + i, n) : -1);
        return places;
    }

    private boolean isInside(int i) {
        return i >= 0 && i < n;
    }

    private double gaussian(int i) {
        double d = (i - (side - 1) / 2.0) / (SIGMA * side);
        return Math.exp(-0.5 * d * d);
    }
}
