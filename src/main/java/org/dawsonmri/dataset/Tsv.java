package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table in a text file: UTF-8 with or without byte order mark, any line ends, cells separated by tabs, the first line
 * the header. Empty lines and lines that begin with {@code #} do not count. Nothing is quoted, as in BIDS.
 */
final class Tsv {

    static final String NOT_AVAILABLE = "n/a";

    private static final long MAX_BYTES = 64L << 20;

    private final Path file;
    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();

    /** One line of the table. */
    final class Row {

        private final int line;
        private final String[] cells;

        private Row(int line, String[] cells) {
            this.line = line;
            this.cells = cells;
        }

        /** The text in a column, or null where it is empty, {@code n/a}, or there is no such column. */
        String get(String column) {
            int index = header.indexOf(column);
            if (index < 0 || cells[index].isEmpty() || cells[index].equals(NOT_AVAILABLE)) {
                return null;
            }
            return cells[index];
        }

        int line() {
            return line;
        }

        DawsonException wrong(String what) {
            return Tsv.this.wrong(line, what);
        }
    }

    private Tsv(Path file) {
        this.file = file;
        List<String> names = null;
        int number = 0;
        for (String line : text(file).split("\r\n|\r|\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].strip();
            }
            if (names == null) {
                names = header(number, cells);
            } else if (cells.length != names.size()) {
                throw wrong(number, "has " + cells.length + " cells where the header has " + names.size()
                    + "; separate them by single tabs and write n/a where there is nothing");
            } else {
                rows.add(new Row(number, cells));
            }
        }
        if (names == null) {
            throw new DawsonException(file + ": is empty; the first line has to name the columns");
        }
        this.header = names;
    }

    /** @throws DawsonException if the file is not such a table */
    static Tsv read(Path file) {
        return new Tsv(file);
    }

    List<String> header() {
        return header;
    }

    List<Row> rows() {
        return rows;
    }

    private List<String> header(int number, String[] names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw wrong(number, "a column of the header has no name");
            }
            if (!seen.add(name)) {
                throw wrong(number, "the header has two columns '" + name + "'; rename or remove one");
            }
        }
        return List.of(names);
    }

    private DawsonException wrong(int line, String what) {
        return new DawsonException(file + ", line " + line + ": " + what);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new DawsonException(file + ": " + (Files.size(file) >> 20) + " MB is too much for a table of "
                    + "subjects; give a tab-separated text file");
            }
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DawsonException(file + ": is not UTF-8 text; save the table as tab-separated UTF-8", e);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read (" + e + ")", e);
        }
    }
}
