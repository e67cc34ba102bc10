package org.dawsonmri.evaluate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows as comma-separated text with a header line (RFC 4180): fields with a comma, a quote or a line break stand in
 * quotes. Numbers have a decimal point and all their digits.
 *
 * <p>Spreadsheets run a cell that begins with {@code =}, {@code +}, {@code -} or {@code @} as a formula, quotes or not.
 * Such a text gets an apostrophe in front, which makes them show it as it is; {@link Csv#read} takes it away. Numbers
 * stay numbers.
 */
public final class CsvText {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|-Infinity");

    private CsvText() {
    }

    /** @param rows column to value; each row has every column */
    public static String of(List<String> columns, List<? extends Map<String, ?>> rows) {
        StringBuilder text = new StringBuilder(line(columns));
        rows.forEach(row -> text.append(line(columns.stream().map(row::get).toList())));
        return text.toString();
    }

    /** One row, with the line break at its end. */
    public static String line(List<?> fields) {
        return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\n"));
    }

    /** What a program wrote as this field. */
    static String unescaped(String field) {
        return field.startsWith("'") && FORMULA.matcher(field).matches() ? field.substring(1) : field;
    }

    private static String field(Object value) {
        String text = String.valueOf(value);
        boolean formula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        boolean plain = !formula && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
