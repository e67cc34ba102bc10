package org.dawsonmri.evaluate.score;

import java.util.Arrays;

/** The precision-recall curve of a probability map: one point for each probability that occurs, taken as threshold. */
final class PrecisionRecall {

    private PrecisionRecall() {
    }

    /**
     * The average precision Σ (Rₖ − Rₖ₋₁) Pₖ over the thresholds in descending order: the area under the curve as
     * steps, exact, without the optimism of straight lines between its points (Davis and Goadrich, ICML 2006). Voxels
     * of equal probability pass a threshold together. NaN if the reference is empty.
     */
    static double averagePrecision(LabelPair.Probability probability) {
        float[] positives = values(probability, true, Float.NEGATIVE_INFINITY);
        if (positives.length == 0) {
            return Double.NaN;
        }
        // below the last positive the recall does not grow any more: most of an image need not be sorted
        float[] negatives = values(probability, false, positives[0]);
        double area = 0;
        int n = negatives.length - 1;
        for (int p = positives.length - 1; p >= 0;) {
            float threshold = positives[p];
            int before = p;
            while (p >= 0 && positives[p] == threshold) {
                p--;
            }
            while (n >= 0 && negatives[n] >= threshold) {
                n--;
            }
            double found = positives.length - 1.0 - p;
            double precision = found / (found + negatives.length - 1 - n);
            area += (before - p) * precision;
        }
        return area / positives.length;
    }

    /** Ascending probabilities, from {@code least}, of the voxels within the reference or outside of it. */
    private static float[] values(LabelPair.Probability probability, boolean inside, float least) {
        float[] all = probability.values();
        float[] values = new float[1024];
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            if (probability.reference()[i] == inside && all[i] >= least) {
                if (n == values.length) {
                    values = Arrays.copyOf(values, (int) Math.min(2L * n, all.length));
                }
                values[n++] = all[i] + 0f; // NB: -0 and 0 are one threshold, but sorting tells them apart
            }
        }
        float[] sorted = Arrays.copyOf(values, n);
        Arrays.parallelSort(sorted);
        return sorted;
    }
}
