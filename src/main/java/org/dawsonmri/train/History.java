package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Writes {@code history.csv}: one row per epoch, whole numbers without a point, NaN for what was not measured. */
final class History {

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

    private static String format(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
