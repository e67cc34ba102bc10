package org.dawsonmri.evaluate.compare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One score of one class in two sets, on the cases where both have it.
 *
 * @param scored the class
 * @param column the score
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
public record PairedDifference(ScoreSet.ScoredClass scored, String column, String first, String second, int n,
        int undefined, int unpaired, double meanFirst, double meanSecond, double difference, double median,
        Interval interval, SignedRank test, double pHolm, double pHolmAll) {

    PairedDifference corrected(double holm, double holmAll) {
        return new PairedDifference(scored, column, first, second, n, undefined, unpaired, meanFirst, meanSecond,
            difference, median, interval, test, holm, holmAll);
    }

    /** The row under the names of the CSV file's columns. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class", scored.label());
        map.put("class_name", scored.name());
        map.put("score", column);
        map.put("first", first);
        map.put("second", second);
        map.put("n", n);
        map.put("undefined", undefined);
        map.put("unpaired", unpaired);
        map.put("mean_first", meanFirst);
        map.put("mean_second", meanSecond);
        map.put("mean_difference", difference);
        map.put("ci95_low", interval.low());
        map.put("ci95_high", interval.high());
        map.put("median_difference", median);
        map.put("zeros", test.zeros());
        map.put("positive_ranks", test.positive());
        map.put("p", test.p());
        map.put("p_holm", pHolm);
        map.put("p_holm_all", pHolmAll);
        return map;
    }
}
