package org.dawsonmri.evaluate;

import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.Statistics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One score of one class over all cases.
 *
 * @param label the class as text, or {@link #ALL_CLASSES} for all classes together
 * @param className name of the class, empty if it has none
 * @param score the score
 * @param statistics its statistics; values that are undefined are left out and counted
 */
public record ScoresSummary(String label, String className, Score score, Statistics statistics) {

    /** Every case and class as one list; there only if there are several classes. */
    public static final String ALL_CLASSES = "all";

    /** The score's column. */
    public String column() {
        return score.column();
    }

    /** The row under the names of the CSV file's columns. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class", label);
        map.put("class_name", className);
        map.put("score", column());
        map.putAll(statistics.toMap());
        return map;
    }
}
