package org.dawsonmri.evaluate;

import org.dawsonmri.Columns;
import org.dawsonmri.evaluate.score.LabelPair;
import org.dawsonmri.evaluate.score.Scores;
import org.dawsonmri.evaluate.score.Status;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of one class in one case, or the reason why a case has none. Immutable.
 *
 * @param caseName name of the subject or file
 * @param label the class, or {@link #NO_CLASS} if the case failed
 * @param className name of the class, empty if it has none
 * @param status what stands behind the scores
 * @param reason why the case failed, or what had to be done to compare it; empty otherwise
 * @param scores column to value in the order of {@link ScoresTable#columns()}; NaN where undefined
 */
public record ScoresRow(String caseName, int label, String className, Status status, String reason,
        Map<String, Double> scores) {

    /** The label in the row of a case that could not be compared. */
    public static final int NO_CLASS = -1;
    /** What a row holds beside its scores. */
    static final Columns<ScoresRow> CASE = new Columns<ScoresRow>().with("case", ScoresRow::caseName)
        .with("class", ScoresRow::labelText).with("class_name", ScoresRow::className)
        .with("status", row -> row.status().name()).with("reason", ScoresRow::reason);

    public ScoresRow {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    static ScoresRow of(String caseName, int label, Classes classes, Scores scores, LabelPair pair, String note) {
        return new ScoresRow(caseName, label, classes.name(label), pair.status(), note,
            byColumn(scores, scores.measure(pair)));
    }

    /** The same row with no score defined. */
    ScoresRow undefined() {
        Map<String, Double> none = new LinkedHashMap<>(scores);
        none.replaceAll((column, value) -> Double.NaN);
        return new ScoresRow(caseName, label, className, status, reason, none);
    }

    static ScoresRow failed(String caseName, String reason, Scores scores) {
        double[] undefined = new double[scores.columns().size()];
        Arrays.fill(undefined, Double.NaN);
        return new ScoresRow(caseName, NO_CLASS, "", Status.FAILED, reason, byColumn(scores, undefined));
    }

    /**
     * The value of one column, NaN where undefined.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public double score(String column) {
        Double value = scores.get(column);
        if (value == null) {
            throw new IllegalArgumentException("no score '" + column + "'; there are " + scores.keySet());
        }
        return value;
    }

    /** The class as text: its label, empty if the case failed. */
    public String labelText() {
        return label == NO_CLASS ? "" : String.valueOf(label);
    }

    /** The columns of a table that has these scores. */
    static Columns<ScoresRow> columns(List<String> scores) {
        Columns<ScoresRow> columns = CASE;
        for (String score : scores) {
            columns = columns.with(score, row -> row.score(score));
        }
        return columns;
    }

    private static Map<String, Double> byColumn(Scores scores, double[] values) {
        List<String> columns = scores.columns();
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(columns.get(i), values[i]);
        }
        return map;
    }
}
