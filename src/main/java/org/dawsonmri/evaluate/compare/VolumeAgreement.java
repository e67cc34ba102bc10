package org.dawsonmri.evaluate.compare;

import org.dawsonmri.Columns;
import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.compare.Bootstrap.Interval;
import org.dawsonmri.evaluate.score.Status;
import org.dawsonmri.evaluate.score.VolumeScores;

import org.apache.commons.statistics.distribution.TDistribution;

import java.util.ArrayList;
import java.util.List;

/**
 * Predicted against reference volumes of one class, in ml. Cases where the class is in neither map have nothing to
 * agree about: they are left out and counted.
 *
 * @param set name of the set
 * @param scored the class
 * @param cases names of the cases
 * @param reference their volumes in the reference, ml
 * @param predicted their volumes in the prediction, ml
 * @param empty cases without the class on either side
 * @param limits Bland and Altman's analysis of predicted − reference
 */
public record VolumeAgreement(String set, ScoreSet.ScoredClass scored, List<String> cases, double[] reference,
        double[] predicted, int empty, BlandAltman limits) {

    static final Columns<VolumeAgreement> COLUMNS = new Columns<VolumeAgreement>().with("set", VolumeAgreement::set)
        .with(ScoreSet.ScoredClass.COLUMNS, VolumeAgreement::scored).with("n", v -> v.limits.n())
        .with("empty", VolumeAgreement::empty).with("bias_ml", v -> v.limits.bias())
        .with(Interval.columns("bias_"), v -> v.limits.biasInterval()).with("sd_ml", v -> v.limits.sd())
        .with("lower_limit_ml", v -> v.limits.lower())
        .with(Interval.columns("lower_"), v -> v.limits.lowerInterval())
        .with("upper_limit_ml", v -> v.limits.upper())
        .with(Interval.columns("upper_"), v -> v.limits.upperInterval());

    private static final String REFERENCE = VolumeScores.REFERENCE_ML.column();
    private static final String PREDICTED = VolumeScores.PREDICTED_ML.column();

    /** True if a table has the volumes that this needs. */
    public static boolean isIn(ScoresTable table) {
        return table.columns().containsAll(List.of(REFERENCE, PREDICTED));
    }

    /** The agreement of one class, over all cases that were measured. */
    public static VolumeAgreement of(ScoreSet set, ScoreSet.ScoredClass scored) {
        List<ScoresRow> rows = new ArrayList<>(set.rows(scored.label()).values());
        int all = rows.size();
        rows.removeIf(row -> row.status() == Status.EMPTY_BOTH);
        double[] reference = rows.stream().mapToDouble(row -> row.score(REFERENCE)).toArray();
        double[] predicted = rows.stream().mapToDouble(row -> row.score(PREDICTED)).toArray();
        double[] differences = new double[reference.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = predicted[i] - reference[i];
        }
        return new VolumeAgreement(set.name(), scored, rows.stream().map(ScoresRow::caseName).toList(), reference,
            predicted, all - rows.size(), BlandAltman.of(differences));
    }

    /**
     * Agreement of two measurements of the same cases (Bland and Altman, Stat. Methods Med. Res. 8:135, 1999): the mean
     * difference, and the limits between which 95 % of the differences are expected, mean ± 1.96 SD. Confidence
     * intervals are 95 %, by Student's t: the bias has the standard error SD / √n, each limit SD · √(1/n + 1.96² / (2
     * (n − 1))).
     *
     * @param n cases
     * @param bias mean of predicted − reference
     * @param biasInterval its confidence interval
     * @param sd standard deviation of the differences
     * @param lower lower limit of agreement
     * @param lowerInterval its confidence interval
     * @param upper upper limit of agreement
     * @param upperInterval its confidence interval
     */
    public record BlandAltman(int n, double bias, Interval biasInterval, double sd, double lower,
        Interval lowerInterval,
            double upper, Interval upperInterval) {

        private static final double WIDTH = 1.96;

        /** @param differences one for each case, without NaN; limits need two, intervals as well */
        static BlandAltman of(double[] differences) {
            Statistics s = Statistics.of(differences);
            double lower = s.mean() - WIDTH * s.sd();
            double upper = s.mean() + WIDTH * s.sd();
            if (s.n() < 2) {
                return new BlandAltman(s.n(), s.mean(), Interval.UNDEFINED, s.sd(), lower, Interval.UNDEFINED, upper,
                    Interval.UNDEFINED);
            }
            double t = TDistribution.of(s.n() - 1).inverseCumulativeProbability(0.975);
            double ofBias = t * s.sd() / Math.sqrt(s.n());
            double ofLimit = t * s.sd() * Math.sqrt(1.0 / s.n() + WIDTH * WIDTH / (2 * (s.n() - 1)));
            return new BlandAltman(s.n(), s.mean(), Interval.around(s.mean(), ofBias), s.sd(), lower,
                Interval.around(lower, ofLimit), upper, Interval.around(upper, ofLimit));
        }
    }
}
