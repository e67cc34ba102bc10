package org.dawsonmri;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables as comma-separated text with a header line (RFC 4180). All that Dawson writes are written here: fields with a
 * comma, a quote or a line break stand in quotes, numbers have a decimal point and all their digits. Files are written
 * aside and then renamed: a failure leaves no half of a table behind and older tables alone.
 *
 * <p>Spreadsheets run a cell that begins with {@code =}, {@code +}, {@code -} or {@code @} as a formula, quotes or not.
 * Such a text gets an apostrophe in front, which makes them show it as it is; {@link #read} takes it away. Numbers stay
 * numbers.
 */
public final class Csv {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|-Infinity");

    private static final CSVFormat COMMAS = CSVFormat.RFC4180.builder().setRecordSeparator('\n')
        .setQuoteMode(QuoteMode.MINIMAL).get();
    private static final CSVFormat IN_QUOTES = COMMAS.builder().setQuoteMode(QuoteMode.ALL).get();
    private static final CSVFormat TABS = COMMAS.builder().setDelimiter('\t').get();

    private Csv() {
    }

    /**
     * Writes a table over an older one.
     *
     * @param columns the header, and the keys of {@code rows} in their order
     * @throws DawsonException if the file cannot be written
     */
    public static void write(Path file, List<String> columns, List<? extends Map<String, ?>> rows) {
        writeText(file, of(columns, rows));
    }

    /**
     * Writes a table over an older one.
     *
     * @param lines the header and the rows
     * @throws DawsonException if the file cannot be written
     */
    public static void writeLines(Path file, List<? extends List<?>> lines) {
        writeText(file, text(lines));
    }

    /**
     * Writes cells that tabs separate over an older file, for other programs that read names as they stand: without
     * apostrophes.
     *
     * @throws DawsonException if the file cannot be written
     */
    public static void writeTabSeparated(Path file, List<? extends List<?>> lines) {
        StringBuilder text = new StringBuilder();
        try {
            for (List<?> line : lines) {
                TABS.printRecord(text, line.toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        writeText(file, text.toString());
    }

    /** A table as text. @param rows column to value; each row has every column */
    public static String of(List<String> columns, List<? extends Map<String, ?>> rows) {
        List<List<?>> lines = new ArrayList<>(List.of(columns));
        rows.forEach(row -> lines.add(columns.stream().map(row::get).toList()));
        return text(lines);
    }

    /** Lines as text. @param lines the header and the rows */
    public static String text(List<? extends List<?>> lines) {
        return lines.stream().map(Csv::line).collect(Collectors.joining());
    }

    /** One row, with the line break at its end. */
    public static String line(List<?> fields) {
        StringBuilder text = new StringBuilder();
        try {
            for (int i = 0; i < fields.size(); i++) {
                String field = String.valueOf(fields.get(i));
                boolean formula = FORMULA.matcher(field).matches() && !NUMBER.matcher(field).matches();
                (formula ? IN_QUOTES : COMMAS).print(formula ? "'" + field : field, text, i == 0);
            }
            COMMAS.println(text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString();
    }

    /** The cells of a row that stands in one line. @throws IllegalArgumentException if a quote is never closed */
    public static List<String> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, COMMAS)) {
            return parser.stream().findFirst().map(CSVRecord::toList).orElse(List.of());
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The rows of a table under the names of its header.
     *
     * @throws DawsonException if the file cannot be read or a row has more or fewer fields than the header
     */
    public static List<Map<String, String>> read(Path file) {
        List<List<String>> lines = TableText.readCommaSeparated(file).lines().stream()
            .filter(line -> !line.isBlank()).map(TableText.Line::cells).toList();
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
                row.put(unescaped(header.get(i)), unescaped(line.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What a program wrote as this field. */
    private static String unescaped(String field) {
        return field.startsWith("'") && FORMULA.matcher(field).matches() ? field.substring(1) : field;
    }

    private static void writeText(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
