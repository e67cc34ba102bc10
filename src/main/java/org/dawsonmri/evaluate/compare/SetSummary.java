package org.dawsonmri.evaluate.compare;

import org.dawsonmri.evaluate.score.Statistics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One score of one class in one set.
 *
 * @param set name of the set
 * @param scored the class
 * @param column the score
 * @param statistics over the cases where it is defined
 * @param interval 95 % bootstrap interval of the mean
 */
public record SetSummary(String set, ScoreSet.ScoredClass scored, String column, Statistics statistics,
        Interval interval) {

    /** The row under the names of the CSV file's columns. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("set", set);
        map.put("class", scored.label());
        map.put("class_name", scored.name());
        map.put("score", column);
        map.putAll(statistics.toMap());
        map.put("ci95_low", interval.low());
        map.put("ci95_high", interval.high());
        return map;
    }
}
