package org.dawsonmri.evaluate.compare;

import org.dawsonmri.Columns;
import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.compare.Bootstrap.Interval;
import org.dawsonmri.evaluate.score.Score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One score of one class in two sets, on the cases where both have it.
 *
 * @param scored the class
 * @param score the score
 * @param first name of the first set
 * @param second name of the second set
 * @param n cases where the score is defined in both
 * @param undefined cases in both sets where it is undefined in one or both
 * @param unpaired cases that only one of the sets has
 * @param meanFirst mean of the first set over the n cases
 * @param meanSecond mean of the second set over the same cases
 * @param difference mean of second − first
 * @param median median of second − first
 * @param interval 95 % bootstrap interval of the mean difference
 * @param test signed-rank test of the differences
 * @param pHolm its p value corrected for all pairs and classes of this score
 * @param pHolmAll its p value corrected for all tests of the comparison
 */
public record PairedDifference(ScoreSet.ScoredClass scored, Score score, String first, String second, int n,
        int undefined, int unpaired, double meanFirst, double meanSecond, double difference, double median,
        Interval interval, SignedRank test, double pHolm, double pHolmAll) {

    static final Columns<PairedDifference> COLUMNS = new Columns<PairedDifference>()
        .with(ScoreSet.ScoredClass.COLUMNS, PairedDifference::scored).with("score", PairedDifference::column)
        .with("first", PairedDifference::first).with("second", PairedDifference::second)
        .with("n", PairedDifference::n).with("undefined", PairedDifference::undefined)
        .with("unpaired", PairedDifference::unpaired).with("mean_first", PairedDifference::meanFirst)
        .with("mean_second", PairedDifference::meanSecond).with("mean_difference", PairedDifference::difference)
        .with(Interval.columns(""), PairedDifference::interval).with("median_difference", PairedDifference::median)
        .with("zeros", d -> d.test.zeros()).with("positive_ranks", d -> d.test.positive())
        .with("p", d -> d.test.p()).with("p_holm", PairedDifference::pHolm)
        .with("p_holm_all", PairedDifference::pHolmAll);

    /** One score on the cases that both sets have; its p value is not corrected yet. */
    static PairedDifference of(ScoreSet first, ScoreSet second, ScoreSet.ScoredClass scored, Score score,
            Bootstrap bootstrap) {
        Map<String, ScoresRow> a = first.rows(scored.label());
        Map<String, ScoresRow> b = second.rows(scored.label());
        Set<String> all = new HashSet<>(a.keySet());
        all.addAll(b.keySet());
        List<double[]> pairs = new ArrayList<>();
        int common = 0;
        for (Map.Entry<String, ScoresRow> entry : a.entrySet()) {
            ScoresRow other = b.get(entry.getKey());
            if (other != null) {
                common++;
                double[] pair = {entry.getValue().score(score.column()), other.score(score.column())};
                if (!Double.isNaN(pair[0]) && !Double.isNaN(pair[1])) {
                    pairs.add(pair);
                }
            }
        }
        // NB: two infinite scores are alike, their difference as a number is not defined
        double[] differences = pairs.stream().mapToDouble(pair -> pair[0] == pair[1] ? 0 : pair[1] - pair[0]).toArray();
        Statistics s = Statistics.of(differences);
        return new PairedDifference(scored, score, first.name(), second.name(), pairs.size(), common - pairs.size(),
            all.size() - common, mean(pairs, 0), mean(pairs, 1), s.mean(), s.median(), bootstrap.ofMean(differences),
            SignedRank.of(differences), Double.NaN, Double.NaN);
    }

    /** The same with p values corrected by {@link #holm}, for each score by itself and for all together. */
    static List<PairedDifference> corrected(List<PairedDifference> differences) {
        double[] all = holm(p(differences));
        Map<String, List<PairedDifference>> byScore = new HashMap<>();
        differences.forEach(d -> byScore.computeIfAbsent(d.column(), key -> new ArrayList<>()).add(d));
        List<PairedDifference> corrected = new ArrayList<>();
        for (int i = 0; i < differences.size(); i++) {
            PairedDifference d = differences.get(i);
            List<PairedDifference> family = byScore.get(d.column());
            corrected.add(d.corrected(holm(p(family))[family.indexOf(d)], all[i]));
        }
        return corrected;
    }

    private static double[] p(List<PairedDifference> differences) {
        return differences.stream().mapToDouble(d -> d.test().p()).toArray();
    }

    private static double mean(List<double[]> pairs, int side) {
        return Arrays.stream(pairs.stream().mapToDouble(pair -> pair[side]).toArray()).average().orElse(Double.NaN);
    }

    /**
     * Holm's correction of p values for several tests (Scand. J. Stat. 6:65, 1979): the k-th smallest of m is
     * multiplied by m − k + 1, is at least as large as the one before, and at most 1. It needs no independence of the
     * tests. 0.01, 0.04, 0.03 become 0.03, 0.06, 0.06.
     *
     * @return in the order given; NaN is no test: it stays and does not count
     */
    static double[] holm(double[] p) {
        int[] order = IntStream.range(0, p.length).filter(i -> !Double.isNaN(p[i])).boxed()
            .sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double before = 0;
        for (int k = 0; k < order.length; k++) {
            before = Math.max(before, Math.min(1, (order.length - k) * p[order[k]]));
            adjusted[order[k]] = before;
        }
        return adjusted;
    }

    /** The score's column. */
    public String column() {
        return score.column();
    }

    private PairedDifference corrected(double holm, double holmAll) {
        return new PairedDifference(scored, score, first, second, n, undefined, unpaired, meanFirst, meanSecond,
            difference, median, interval, test, holm, holmAll);
    }
}
