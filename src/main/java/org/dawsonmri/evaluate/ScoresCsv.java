package org.dawsonmri.evaluate;

import org.dawsonmri.Csv;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.evaluate.ScoresTable.ScoresSummary;
import org.dawsonmri.evaluate.score.Status;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link ScoresTable} as two CSV files: {@code scores.csv} with a row for each case and class, and beside it
 * {@code scores_summary.csv} with a row for each class and score.
 *
 * <p>Files are those of {@link Csv}. Numbers have a decimal point and all their digits; {@code NaN} is an undefined
 * one.
 */
public final class ScoresCsv {

    private static final List<String> CASE_COLUMNS = ScoresRow.CASE.names();

    private ScoresCsv() {
    }

    /** The file beside {@code out} that takes the summary: {@code scores.csv} gives {@code scores_summary.csv}. */
    public static Path summaryFile(Path out) {
        return FileName.sibling(out, "_summary");
    }

    /** Adds both files to what is going to be written; null is none. */
    public static OutputFiles declare(OutputFiles outputs, Path out) {
        return out == null ? outputs : outputs.file(out, Kind.TABLE).file(summaryFile(out), Kind.TABLE);
    }

    /**
     * Writes both files over older ones.
     *
     * @throws DawsonException if they cannot be written
     */
    public static void write(ScoresTable table, Path out) {
        ScoresRow.columns(table.columns()).write(out, table.rows());
        ScoresSummary.COLUMNS.write(summaryFile(out), table.summary());
    }

    /**
     * Reads a file that {@link #write} wrote (the one with the cases).
     *
     * @throws DawsonException if it is none of these
     */
    public static ScoresTable read(Path file) {
        List<Map<String, String>> rows = Csv.read(file);
        if (rows.isEmpty() || !rows.get(0).keySet().containsAll(CASE_COLUMNS)) {
            throw new DawsonException(file + ": is no table of scores, expected rows and the columns "
                + String.join(", ", CASE_COLUMNS) + "; give the file that dawson evaluate wrote with --out");
        }
        List<String> columns = rows.get(0).keySet().stream().filter(c -> !CASE_COLUMNS.contains(c)).toList();
        return new ScoresTable(columns, rows.stream().map(row -> row(file, row, columns)).toList());
    }

    private static ScoresRow row(Path file, Map<String, String> row, List<String> columns) {
        String found = null;
        try {
            Map<String, Double> scores = new LinkedHashMap<>();
            for (String column : columns) {
                found = row.get(column);
                scores.put(column, Double.valueOf(found));
            }
            found = row.get("class");
            int label = found.isEmpty() ? ScoresRow.NO_CLASS : Integer.parseInt(found);
            found = row.get("status");
            return new ScoresRow(row.get("case"), label, row.get("class_name"), Status.valueOf(found),
                row.get("reason"), scores);
        } catch (IllegalArgumentException e) { // numbers, too
            throw new DawsonException(file + ": found '" + found + "' in the row of " + row.get("case")
                + " where a number or a status is expected; give the file as dawson evaluate wrote it", e);
        }
    }
}
