package org.dawsonmri.evaluate;

import org.dawsonmri.Columns;
import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.score.IsbiSummary;
import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.Scores;
import org.dawsonmri.evaluate.score.Status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The scores of an evaluation: one row for each case and class, in the order of the cases, then of the labels. A case
 * that could not be compared has one row of status {@link Status#FAILED} and no part in the summary. Immutable.
 *
 * <pre>{@code
 * ScoresTable table = Evaluation.compare(reference, prediction, Classes.found());
 * double dice = table.rows().get(0).score("dice");
 * }</pre>
 *
 * @param columns the names of the scores, with their units, in order
 * @param rows the rows
 */
public record ScoresTable(List<String> columns, List<ScoresRow> rows) {

    public ScoresTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What the columns hold. */
    public List<Score> scores() {
        return Scores.find(columns);
    }

    /** Number of cases, failed ones included. */
    public int cases() {
        return (int) rows.stream().map(ScoresRow::caseName).distinct().count();
    }

    /** The rows that hold scores. */
    List<ScoresRow> measured() {
        return rows.stream().filter(row -> row.status() != Status.FAILED).toList();
    }

    /** The rows of cases that could not be compared. */
    public List<ScoresRow> failed() {
        return rows.stream().filter(row -> row.status() == Status.FAILED).toList();
    }

    /**
     * The classes that no case has, neither in its reference nor in its prediction. Some scores of an empty pair are
     * perfect by rule; what a mean of them only would praise is a class that does not exist.
     */
    public SortedSet<Integer> absentLabels() {
        SortedSet<Integer> absent = new TreeSet<>(measured().stream().map(ScoresRow::label).toList());
        measured().stream().filter(row -> row.status() != Status.EMPTY_BOTH).forEach(row -> absent.remove(row.label()));
        return absent;
    }

    /**
     * Every score over all cases: for each class, then for all classes together if there are several; undefined of
     * {@link #absentLabels}. With the lesion scores and the volumes, two rows more: {@code isbi_volume_correlation} and
     * {@code isbi_score}.
     */
    public List<ScoresSummary> summary() {
        SortedSet<Integer> absent = absentLabels();
        List<ScoresRow> measured =
            measured().stream().map(row -> absent.contains(row.label()) ? row.undefined() : row).toList();
        SortedSet<Integer> labels = new TreeSet<>(measured.stream().map(ScoresRow::label).toList());
        List<ScoresSummary> summary = new ArrayList<>();
        for (int label : labels) {
            List<ScoresRow> ofLabel = measured.stream().filter(row -> row.label() == label).toList();
            summarise(String.valueOf(label), ofLabel.get(0).className(), ofLabel, summary);
        }
        if (labels.size() > 1) {
            summarise(ScoresSummary.ALL_CLASSES, "", measured, summary);
        }
        return summary;
    }

    /**
     * The table as plain maps, lists, texts and numbers for a JSON writer: {@code cases}, {@code failed} (numbers),
     * {@code rows} and {@code summary}, with the names of the CSV files' columns.
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cases", cases());
        json.put("failed", failed().size());
        json.put("rows", ScoresRow.columns(columns).rows(rows));
        json.put("summary", ScoresSummary.COLUMNS.rows(summary()));
        return json;
    }

    private void summarise(String label, String name, List<ScoresRow> rows, List<ScoresSummary> summary) {
        Function<String, double[]> values = column -> rows.stream().mapToDouble(row -> row.score(column)).toArray();
        scores().forEach(score -> summary.add(
            new ScoresSummary(label, name, score, Statistics.of(values.apply(score.column())))));
        IsbiSummary.of(columns, values).forEach((score, value) ->
            summary.add(new ScoresSummary(label, name, score, Statistics.of(new double[] {value}))));
    }

    /**
     * One score of one class over all cases.
     *
     * @param label the class as text, or {@link #ALL_CLASSES} for all classes together
     * @param className name of the class, empty if it has none
     * @param score the score
     * @param statistics its statistics; values that are undefined are left out and counted
     */
    public record ScoresSummary(String label, String className, Score score, Statistics statistics) {

        static final Columns<ScoresSummary> COLUMNS = new Columns<ScoresSummary>().with("class", ScoresSummary::label)
            .with("class_name", ScoresSummary::className).with("score", ScoresSummary::column)
            .with(Statistics.COLUMNS, ScoresSummary::statistics);

        /** Every case and class as one list; there only if there are several classes. */
        public static final String ALL_CLASSES = "all";

        /** The score's column. */
        public String column() {
            return score.column();
        }
    }
}
