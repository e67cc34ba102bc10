package org.dawsonmri.evaluate;

import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.ScoresTable.ScoresSummary;
import org.dawsonmri.score.Score;
import org.dawsonmri.score.Scores;
import org.dawsonmri.score.Status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@link ScoresTable} as aligned text for a terminal: the cases, the summary, and which cases failed. Shows the
 * scores people read; the summary shows every score if others than the default ones were chosen, and the CSV has them
 * all. {@code -} is an undefined score.
 */
public final class ScoresText {

    private static final String GAP = "  ";

    private ScoresText() {
    }

    /** The text, several lines. */
    public static String of(ScoresTable table) {
        StringBuilder text = new StringBuilder();
        List<ScoresRow> failed = table.failed();
        if (failed.size() < table.rows().size()) {
            text.append(aligned(caseLines(table), 3)).append('\n').append(aligned(summaryLines(table), 2));
            text.append(emptyLine(table));
        }
        if (!failed.isEmpty()) {
            text.append('\n').append(failed.size()).append(" of ").append(table.cases())
                .append(" cases could not be compared and are not in the summary:\n");
            failed.forEach(row -> text.append(GAP).append(row.caseName()).append(": ").append(row.reason())
                .append('\n'));
        }
        return text.toString();
    }

    /** A mean that misses something must not be read without knowing so. */
    private static String emptyLine(ScoresTable table) {
        long missed = count(table, Status.EMPTY_PRED);
        long madeUp = count(table, Status.EMPTY_REF);
        return missed + madeUp == 0 ? "" : String.format(Locale.ROOT, "%nOf %d rows, %d hold a class that was missed"
            + " (EMPTY_PRED) and %d one that is not there (EMPTY_REF): their distances are undefined and in no mean.%n",
            table.measured().size(), missed, madeUp);
    }

    private static long count(ScoresTable table, Status status) {
        return table.rows().stream().filter(row -> row.status() == status).count();
    }

    private static List<List<String>> caseLines(ScoresTable table) {
        List<List<String>> lines = new ArrayList<>();
        List<String> columns = Score.Place.TEXT.of(table.scores()).stream().map(Score::column).toList();
        lines.add(line(List.of("case", "class", "status"), columns));
        for (ScoresRow row : table.measured()) {
            lines.add(line(List.of(row.caseName(), classText(row.labelText(), row.className()), row.status().name()),
                columns.stream().map(column -> number(row.score(column))).toList()));
        }
        return lines;
    }

    private static List<List<String>> summaryLines(ScoresTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("class", "score", "mean", "sd", "median", "q1", "q3", "min", "max", "n", "undefined"));
        boolean all = !table.columns().equals(Scores.standard().columns());
        for (ScoresSummary summary : table.summary()) {
            if (all || summary.score().places().contains(Score.Place.TEXT)) {
                Statistics s = summary.statistics();
                lines.add(List.of(classText(summary.label(), summary.className()), summary.column(), number(s.mean()),
                    number(s.sd()), number(s.median()), number(s.q1()), number(s.q3()), number(s.min()),
                    number(s.max()), String.valueOf(s.n()), String.valueOf(s.undefined())));
            }
        }
        return lines;
    }

    private static String classText(String label, String name) {
        return name.isEmpty() ? label : label + " " + name;
    }

    private static List<String> line(List<String> texts, List<String> numbers) {
        List<String> line = new ArrayList<>(texts);
        line.addAll(numbers);
        return line;
    }

    /** Four decimals where they mean something, fewer the larger the number is. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        int decimals = Math.abs(value) < 10 ? 4 : Math.abs(value) < 100 ? 2 : 1;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Columns as wide as their widest cell: the first {@code texts} flush left, numbers flush right. */
    private static String aligned(List<List<String>> lines, int texts) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String padding = " ".repeat(widths[c] - line.get(c).length());
                row.append(c == 0 ? "" : GAP).append(c < texts ? line.get(c) + padding : padding + line.get(c));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
