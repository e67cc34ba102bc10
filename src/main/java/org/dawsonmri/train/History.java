package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

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
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        for (Map<String, Double> row : rows) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            columns.forEach(column -> line.add(format(row.getOrDefault(column, Double.NaN))));
            text.append(line);
        }
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
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
        try {
            List<String> lines = Files.readAllLines(file);
            String[] columns = lines.get(0).split(",");
            List<Map<String, Double>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split(",", -1);
                Map<String, Double> row = new LinkedHashMap<>();
                for (int c = 0; c < columns.length; c++) {
                    row.put(columns[c], Double.valueOf(values[c]));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new DawsonException(file + ": is damaged or not a training's history (" + e.getMessage() + ")", e);
        }
    }

    private static String format(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
