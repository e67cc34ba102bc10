package org.dawsonmri.train;

import org.dawsonmri.Csv;
import org.dawsonmri.DawsonException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes {@code history.csv}: one row per epoch, whole numbers without a point, NaN for what was not
 * measured.
 */
public final class History {

    private History() {
    }

    static void write(Path file, List<Map<String, Double>> rows) {
        // A training of an older version that goes on may have rows with fewer columns.
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        List<List<String>> lines = new ArrayList<>(List.of(List.copyOf(columns)));
        rows.forEach(row -> lines.add(columns.stream()
            .map(column -> format(row.getOrDefault(column, Double.NaN))).toList()));
        Csv.writeLines(file, lines);
    }

    /**
     * The rows of a {@code history.csv}, numbers by column name; none if there is no such file.
     *
     * @throws DawsonException if it is damaged
     */
    public static List<Map<String, Double>> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Map<String, Double>> rows = new ArrayList<>();
        for (Map<String, String> line : Csv.read(file)) {
            Map<String, Double> row = new LinkedHashMap<>();
            line.forEach((column, value) -> row.put(column, number(file, value)));
            rows.add(row);
        }
        return rows;
    }

    private static Double number(Path file, String value) {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw new DawsonException(file + ": is damaged or not a training's history (" + e.getMessage() + ")", e);
        }
    }

    private static String format(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
