package org.dawsonmri.score;

import org.dawsonmri.Statistics;
import org.dawsonmri.score.Range.Direction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The part of the ISBI 2015 score that belongs to a set of cases, not to one: the Pearson correlation VC of the
 * predicted with the reference volumes. The overall score is the mean of the cases' partial scores + VC/4 (Carass et
 * al., NeuroImage 148, 2017; the weights are taken from the literature).
 */
public final class IsbiSummary {

    static final String PARTIAL = "isbi_partial_score";
    private static final Score CORRELATION = Score.of("isbi_volume_correlation", "", new Range(Direction.HIGHER, -1, 1),
        pair -> Double.NaN);
    private static final Score OVERALL = Score.of("isbi_score", "", Range.RATIO, pair -> Double.NaN);
    private static final List<String> NEEDED =
        List.of(PARTIAL, VolumeScores.REFERENCE_MM3.column(), VolumeScores.PREDICTED_MM3.column());

    private IsbiSummary() {
    }

    /**
     * The correlation and the overall score, over the cases that have both volumes.
     *
     * @param columns the columns that were measured
     * @param values those of a column, case by case
     * @return empty if a column is missing that these need
     */
    public static Map<Score, Double> of(List<String> columns, Function<String, double[]> values) {
        if (!columns.containsAll(NEEDED)) {
            return Map.of();
        }
        Map<Score, Double> all = new LinkedHashMap<>();
        double correlation = correlation(values.apply(NEEDED.get(1)), values.apply(NEEDED.get(2)));
        all.put(CORRELATION, correlation);
        all.put(OVERALL, Statistics.of(values.apply(PARTIAL)).mean() + correlation / 4);
        return all;
    }

    /** Pearson's correlation; NaN with less than two pairs, or if one side does not vary. */
    static double correlation(double[] x, double[] y) {
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
