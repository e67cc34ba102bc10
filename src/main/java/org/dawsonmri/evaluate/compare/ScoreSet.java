package org.dawsonmri.evaluate.compare;

import org.dawsonmri.Columns;
import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.compare.Bootstrap.Interval;
import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.Status;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The scores of one model (or rater, or version) under its name.
 *
 * @param name what tables call it
 * @param table its scores
 */
public record ScoreSet(String name, ScoresTable table) {

    /** A class of a table: its label and its name, which may be empty. */
    public record ScoredClass(int label, String name) {

        static final Columns<ScoredClass> COLUMNS =
            new Columns<ScoredClass>().with("class", ScoredClass::label).with("class_name", ScoredClass::name);

        /** The name, or {@code class 2} if there is none. */
        public String text() {
            return name.isEmpty() ? "class " + label : name;
        }
    }

    /** The classes of tables that are in some case of theirs, by label, with the first name that is not empty. */
    public static List<ScoredClass> classes(List<ScoresTable> tables) {
        SortedMap<Integer, String> names = new TreeMap<>();
        for (ScoresTable table : tables) {
            SortedSet<Integer> absent = table.absentLabels();
            table.rows().stream().filter(row -> row.status() != Status.FAILED && !absent.contains(row.label()))
                .forEach(row -> names.merge(row.label(), row.className(), (a, b) -> a.isEmpty() ? b : a));
        }
        return names.entrySet().stream().map(e -> new ScoredClass(e.getKey(), e.getValue())).toList();
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

    /** One score of one class. */
    Summary summary(ScoredClass scored, Score score, Bootstrap bootstrap) {
        double[] values = rows(scored.label()).values().stream().mapToDouble(row -> row.score(score.column()))
            .toArray();
        double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        return new Summary(name, scored, score, Statistics.of(values), bootstrap.ofMean(defined));
    }

    /**
     * One score of one class in one set.
     *
     * @param set name of the set
     * @param scored the class
     * @param score the score
     * @param statistics over the cases where it is defined
     * @param interval 95 % bootstrap interval of the mean
     */
    public record Summary(String set, ScoredClass scored, Score score, Statistics statistics, Interval interval) {

        static final Columns<Summary> COLUMNS = new Columns<Summary>().with("set", Summary::set)
            .with(ScoredClass.COLUMNS, Summary::scored).with("score", s -> s.score.column())
            .with("n", s -> s.statistics.n()).with("undefined", s -> s.statistics.undefined())
            .with("mean", s -> s.statistics.mean()).with(Interval.columns(""), Summary::interval)
            .with(Statistics.COLUMNS, Summary::statistics);
    }
}
