package org.dawsonmri;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Tables as people and spreadsheets save them, as lines of cells. The text is UTF-8, UTF-16 or Windows-1252, with or
 * without a byte order mark and with any line ends; a cell may stand in quotes, and a quote in it is doubled.
 */
public final class TableText {

    private static final long MAX_BYTES = 64L << 20;
    private static final char MARK = '\uFEFF';
    private static final String SPREADSHEET_HINT = "(?i)\"?sep=[^\"]\"?";

    private final Path file;
    private final char separator;
    private final List<Line> lines = new ArrayList<>();

    /**
     * One line of a table.
     *
     * @param number in the file, from 1
     * @param cells without their quotes
     */
    public record Line(int number, List<String> cells) {

        /** True if nothing stands in it. */
        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    private TableText(Path file, String text, char separator) {
        this.file = file;
        this.separator = separator;
        split(text);
    }

    /**
     * A table whose cells are separated by tabs, semicolons or commas, whichever its first line has: the first of these
     * of which there is one.
     *
     * @throws DawsonException if the file cannot be read or is no text
     */
    public static TableText read(Path file) {
        String text = text(file);
        String first = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().orElse("");
        if (first.strip().matches(SPREADSHEET_HINT)) { // Excel's own line above the table
            char named = first.charAt(first.toLowerCase(java.util.Locale.ROOT).indexOf("sep=") + 4);
            return new TableText(file, text.replaceFirst("[^\r\n]*", ""), named);
        }
        String bare = first.replaceAll("\"[^\"]*\"", "");
        char separator = bare.indexOf('\t') >= 0 ? '\t' : bare.indexOf(';') >= 0 ? ';' : ',';
        return new TableText(file, text, separator);
    }

    /** A table of comma-separated cells. @throws DawsonException as {@link #read} */
    public static TableText readCommaSeparated(Path file) {
        return new TableText(file, text(file), ',');
    }

    /** All lines, those without text, too. */
    public List<Line> lines() {
        return lines;
    }

    // -- Helper methods --

    /** By commons-csv, as lenient as it can be: spaces before a quote, text behind it, quotes within a cell. */
    private void split(String text) {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreSurroundingSpaces(true)
            .setTrailingData(true).get();
        long begun = 1;
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext();) {
                lines.add(new Line((int) begun, records.next().toList()));
                begun = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException e) { // what a text in memory can fail by
            throw new DawsonException(file + ", line " + begun + ": a quote is opened and never closed; close it or"
                + " take it out", e);
        }
    }

    private static String text(Path file) {
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new DawsonException(file + ": " + (Files.size(file) >> 20) + " MB is too much for a table; give"
                    + " a text file");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DawsonException(file + ": cannot be read as a table (" + (e instanceof NoSuchFileException
                ? "no such file" : e.getMessage()) + ")", e);
        }
        for (Charset charset : charsets(bytes)) {
            try {
                String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                if (text.chars().noneMatch(TableText::isControl)) {
                    return text.indexOf(MARK) == 0 ? text.substring(1) : text;
                }
            } catch (CharacterCodingException e) {
                continue; // another one, then
            }
        }
        throw new DawsonException(file + ": is no text file; give a table saved as text, separated by tabs, semicolons"
            + " or commas");
    }

    /** What the bytes may be: UTF-16 has a mark or zeros in every other place. */
    private static List<Charset> charsets(byte[] bytes) {
        int first = bytes.length < 2 ? -1 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        if (first == 0xFFFE || first > 0xFF && (first & 0xFF) == 0) {
            return List.of(StandardCharsets.UTF_16LE);
        }
        if (first == 0xFEFF || first > 0 && first <= 0xFF) {
            return List.of(StandardCharsets.UTF_16BE);
        }
        return List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }
}
