package org.dawsonmri.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as papers print them, with the best values of each row marked.
 *
 * @param title what it shows
 * @param note how to read it
 * @param columns headings of the columns of values
 * @param rows the rows
 */
public record PaperTable(String title, String note, List<String> columns, List<Row> rows) {

    /**
     * A value.
     *
     * @param text as printed
     * @param best true if no other of its kind in the row is better
     */
    public record Cell(String text, boolean best) {

        static Cell plain(String text) {
            return new Cell(text, false);
        }
    }

    /**
     * A row.
     *
     * @param name what its values are
     * @param cells one for each column
     */
    public record Row(String name, List<Cell> cells) {
    }

    /** The table as Markdown, best values in bold. */
    public String toMarkdown() {
        List<String> lines = new ArrayList<>();
        lines.add("### " + title);
        lines.add("");
        lines.add(line("", columns));
        lines.add("|---|" + "---:|".repeat(columns.size()));
        for (Row row : rows) {
            lines.add(line(row.name, row.cells.stream().map(c -> c.best ? "**" + c.text + "**" : c.text).toList()));
        }
        lines.add("");
        lines.add(note);
        lines.add("");
        return String.join("\n", lines);
    }

    private static String line(String first, List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| " + first.replace("|", "\\|") + " | ", " |"));
    }
}
