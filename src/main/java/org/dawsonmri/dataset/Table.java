package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.TableText;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table in a text file ({@link TableText}), the first line of which is the header. Names of columns mean the same in
 * any case. Empty lines, lines that begin with {@code #} and empty columns at the end do not count.
 */
final class Table {

    static final String NOT_AVAILABLE = "n/a";

    private final Path file;
    private final int headerLine;
    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();

    /** One line of the table. */
    final class Row {

        private final int line;
        private final List<String> cells;
        private final int separated;

        private Row(int line, List<String> cells, int separated) {
            this.line = line;
            this.cells = cells;
            this.separated = separated;
        }

        /** The text in a column, or null where it is empty, {@code n/a}, or there is no such column. */
        String get(String column) {
            int index = Table.this.index(column);
            String cell = index < 0 || index >= cells.size() ? "" : cells.get(index);
            return cell.isEmpty() || cell.equalsIgnoreCase(NOT_AVAILABLE) ? null : cell;
        }

        int line() {
            return line;
        }

        DawsonException wrong(String what) {
            return Table.this.wrong(line, what);
        }
    }

    private Table(Path file) {
        this.file = file;
        List<String> names = null;
        int first = 0;
        for (TableText.Line line : TableText.read(file).lines()) {
            List<String> cells = stripped(line.cells());
            if (cells.isEmpty() || cells.get(0).startsWith("#")) {
                continue;
            }
            if (names == null) {
                names = cells;
                first = line.number();
            } else {
                rows.add(new Row(line.number(), cells, line.cells().size()));
            }
        }
        if (names == null) {
            throw new DawsonException(file + ": is empty; the first line has to name the columns");
        }
        this.header = names;
        this.headerLine = first;
    }

    /** A file of which all has to make sense. @throws DawsonException if it is not such a table */
    static Table read(Path file) {
        Table table = new Table(file);
        table.requireNames();
        table.rows.forEach(table::requireCells);
        return table;
    }

    /** A file of which only some columns matter. @throws DawsonException if it is no text */
    static Table readSome(Path file) {
        return new Table(file);
    }

    List<String> header() {
        return header;
    }

    boolean has(String column) {
        return index(column) >= 0;
    }

    List<Row> rows() {
        return rows;
    }

    // -- Helper methods --

    private int index(String column) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /** Without what stands empty at the end. */
    private static List<String> stripped(List<String> cells) {
        List<String> stripped = new ArrayList<>(cells.stream().map(String::strip).toList());
        while (!stripped.isEmpty() && stripped.get(stripped.size() - 1).isEmpty()) {
            stripped.remove(stripped.size() - 1);
        }
        return stripped;
    }

    private void requireNames() {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (name.isEmpty()) {
                throw wrong(headerLine, "a column of the header has no name");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw wrong(headerLine, "the header has two columns '" + name + "'; rename or remove one");
            }
        }
    }

    private void requireCells(Row row) {
        if (row.cells.size() > header.size() || row.separated < header.size()) {
            throw row.wrong("has " + row.separated + " cells where the header has " + header.size() + "; separate them"
                + " as the header's are, put those that hold a separator in quotes, and write n/a where there is"
                + " nothing");
        }
    }

    private DawsonException wrong(int line, String what) {
        return new DawsonException(file + ", line " + line + ": " + what);
    }
}
