package org.dawsonmri.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows as comma-separated text with a header line (RFC 4180): fields with a comma, a quote or a line break stand in
 * quotes. Numbers have a decimal point and all their digits.
 */
public final class CsvText {

    private CsvText() {
    }

    /** @param rows column to value; each row has every column */
    public static String of(List<String> columns, List<? extends Map<String, ?>> rows) {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        for (Map<String, ?> row : rows) {
            text.append(columns.stream().map(column -> field(row.get(column))).collect(Collectors.joining(",")))
                .append('\n');
        }
        return text.toString();
    }

    private static String field(Object value) {
        String text = String.valueOf(value);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
