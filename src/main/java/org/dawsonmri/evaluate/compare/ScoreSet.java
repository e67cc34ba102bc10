package org.dawsonmri.evaluate.compare;

import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.score.Status;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scores of one model (or rater, or version) under its name.
 *
 * @param name what tables call it
 * @param table its scores
 */
public record ScoreSet(String name, ScoresTable table) {

    /** A class of a table: its label and its name, which may be empty. */
    public record ScoredClass(int label, String name) {

        /** The name, or {@code class 2} if there is none. */
        public String text() {
            return name.isEmpty() ? "class " + label : name;
        }
    }

    /** The rows of one class that hold scores, by case, in the order of the table. */
    Map<String, ScoresRow> rows(int label) {
        Map<String, ScoresRow> rows = new LinkedHashMap<>();
        for (ScoresRow row : table.rows()) {
            if (row.label() == label && row.status() != Status.FAILED) {
                rows.put(row.caseName(), row);
            }
        }
        return rows;
    }
}
