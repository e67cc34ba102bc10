package org.dawsonmri.imagej.image;

import java.util.Arrays;

/** Spearman's correlation by rank. Equal values share the middle of their ranks. */
final class RankCorrelation {

    private RankCorrelation() {
    }

    /** Its square; 0 if either has one value only. */
    static double squared(double[] a, double[] b) {
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (a.length - 1) / 2.0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
            xy += (x[i] - mean) * (y[i] - mean);
        }
        return xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    }

    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = (below(sorted, values[i]) + below(sorted, Math.nextUp(values[i])) - 1) / 2.0;
        }
        return ranks;
    }

    /** How many are smaller. */
    private static int below(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
