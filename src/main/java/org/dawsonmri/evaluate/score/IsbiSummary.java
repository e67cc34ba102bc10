package org.dawsonmri.evaluate.score;

/**
 * The part of the ISBI 2015 score that belongs to a set of cases, not to one: the Pearson correlation VC of the
 * predicted with the reference volumes. The overall score is the mean of the cases' partial scores + VC/4 (Carass et
 * al., NeuroImage 148, 2017; the weights are taken from the literature).
 */
public final class IsbiSummary {

    /** The column of the partial scores. */
    public static final String PARTIAL = "isbi_partial_score";

    private IsbiSummary() {
    }

    /** Pearson's correlation; NaN with less than two pairs, or if one side does not vary. */
    public static double correlation(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
