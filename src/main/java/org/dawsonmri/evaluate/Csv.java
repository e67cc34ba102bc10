package org.dawsonmri.evaluate;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.TableText;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables as CSV files, as {@link CsvText} writes them. Files are written
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
                row.put(CsvText.unescaped(header.get(i)), CsvText.unescaped(line.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }
}
