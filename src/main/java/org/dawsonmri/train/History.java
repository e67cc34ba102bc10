package org.dawsonmri.train;

import org.dawsonmri.AtomicFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes {@code history.csv}: one row per epoch, whole numbers without a point, NaN for what was not measured. */
final class History {

    private History() {
    }

    static void write(Path file, List<Map<String, Double>> rows) {
        StringBuilder text = new StringBuilder(String.join(",", rows.get(0).keySet())).append('\n');
        for (Map<String, Double> row : rows) {
            StringJoiner line = new StringJoiner(",", "", "\n");
            row.values().forEach(v -> line.add(v == Math.rint(v) && Math.abs(v) < 1e15
                ? Long.toString(v.longValue())
                : Double.toString(v)));
            text.append(line);
        }
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
