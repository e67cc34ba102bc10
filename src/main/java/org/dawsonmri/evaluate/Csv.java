package org.dawsonmri.evaluate;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables as CSV files in UTF-8, with or without byte order mark, as {@link CsvText} writes them. Files are written
 * aside and then renamed: a failure leaves no half of a table behind and older tables alone.
 */
public final class Csv {

    private Csv() {
    }

    /**
     * Writes a table over an older one.
     *
     * @param columns the header, and the keys of {@code rows} in their order
     * @throws DawsonException if the file cannot be written
     */
    public static void write(Path file, List<String> columns, List<? extends Map<String, ?>> rows) {
        AtomicFile.write(file, out -> out.write(CsvText.of(columns, rows).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The rows of a table under the names of its header.
     *
     * @throws DawsonException if the file cannot be read or a row has more or fewer fields than the header
     */
    public static List<Map<String, String>> read(Path file) {
        List<List<String>> lines = split(text(file), file);
        if (lines.isEmpty()) {
            throw new DawsonException(file + ": is empty, expected a table with a header line; write it again");
        }
        List<String> header = lines.get(0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != header.size()) {
                throw new DawsonException(file + ": its row " + (rows.size() + 1) + " has " + line.size()
                    + " fields where the header has " + header.size() + "; write the table again");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(CsvText.unescaped(header.get(i)), CsvText.unescaped(line.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text; // spreadsheets put a mark in front
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read as a table (" + (Files.exists(file)
                ? e.getMessage() : "no such file") + "); give a .csv file that dawson evaluate wrote", e);
        }
    }

    private static List<List<String>> split(String text, Path file) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean doubled = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                quoted = c != '"' || doubled;
                if (quoted) {
                    field.append(c);
                    i += doubled ? 1 : 0;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted) {
            throw new DawsonException(file + ": a quote is opened and never closed; write the table again");
        }
        if (field.length() > 0 || !line.isEmpty()) {
            line.add(field.toString());
            lines.add(line);
        }
        lines.removeIf(fields -> fields.equals(List.of("")));
        return lines;
    }
}
