package org.dawsonmri.evaluate;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a {@link ScoresTable} as two CSV files: {@code scores.csv} with a row for each case and class, and beside it
 * {@code scores_summary.csv} with a row for each class and score.
 *
 * <p>UTF-8, as {@link CsvText} writes it; {@code NaN} is an undefined number. Both files are written aside and then
 * renamed: a failure leaves no half of a table behind and older tables alone.
 */
public final class ScoresCsv {

    private static final List<String> CASE_COLUMNS = List.of("case", "class", "class_name", "status", "reason");
    private static final List<String> SUMMARY_COLUMNS = List.of(
        "class", "class_name", "score", "n", "undefined", "mean", "sd", "median", "q1", "q3", "min",
        "max");

    private ScoresCsv() {
    }

    /** The file beside {@code out} that takes the summary: {@code scores.csv} gives {@code scores_summary.csv}. */
    public static Path summaryFile(Path out) {
        String name = out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
            ? out.resolveSibling(name.substring(0, dot) + "_summary" + name.substring(dot))
            : out.resolveSibling(name + "_summary");
    }

    /**
     * Makes sure, before long work, that tables can be written to {@code out}; makes its folder if there is none.
     *
     * @throws DawsonException if they cannot
     */
    public static void checkWritable(Path out) {
        if (Files.isDirectory(out)) {
            throw new DawsonException(out + ": is a folder; name a file for the scores, such as "
                + out.resolve("scores.csv"));
        }
        try {
            Files.createDirectories(out.toAbsolutePath().getParent());
            AtomicFile.checkPlace(out);
        } catch (IOException e) {
            throw cannotWrite(out, e);
        }
    }

    /**
     * Writes both files over older ones.
     *
     * @throws DawsonException if they cannot be written
     */
    public static void write(ScoresTable table, Path out) {
        checkWritable(out);
        List<String> columns = Stream.concat(CASE_COLUMNS.stream(), table.columns().stream()).toList();
        write(out, CsvText.of(columns, table.rows().stream().map(ScoresRow::toMap).toList()));
        write(summaryFile(out),
            CsvText.of(SUMMARY_COLUMNS, table.summary().stream().map(ScoresSummary::toMap).toList()));
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static DawsonException cannotWrite(Path out, IOException e) {
        return new DawsonException(out + ": the scores cannot be written (" + e + "); choose another place", e);
    }
}
