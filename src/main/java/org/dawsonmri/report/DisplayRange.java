package org.dawsonmri.report;

import org.dawsonmri.Quantiles;

import java.util.Arrays;

/** Brightness that shows an MRI scan well although a few voxels are far brighter than all others. */
public final class DisplayRange {

    private static final double TAIL = 0.001;
    /** More samples than these do not move a percentile that anybody can see. */
    private static final int MAX_SAMPLES = 1_000_000;

    private DisplayRange() {
    }

    /** The 0.1 and 99.9 percentile of the finite non-zero voxels; {@code {0, 1}} if there are none. */
    public static double[] of(float[] voxels) {
        int stride = 1 + voxels.length / MAX_SAMPLES;
        double[] samples = new double[voxels.length / stride + 1];
        int n = 0;
        for (int i = 0; i < voxels.length; i += stride) {
            if (voxels[i] != 0 && Float.isFinite(voxels[i])) {
                samples[n++] = voxels[i];
            }
        }
        if (n == 0) {
            return new double[] {0, 1};
        }
        double[] ends = Quantiles.ranked(Arrays.copyOf(samples, n), (int) Math.floor(TAIL * (n - 1)),
            (int) Math.ceil((1 - TAIL) * (n - 1)));
        double low = ends[0];
        double high = ends[1];
        return low < high ? new double[] {low, high} : new double[] {Math.min(0, low), Math.max(0, high)};
    }
}
