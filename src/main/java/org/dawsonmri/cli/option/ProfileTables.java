package org.dawsonmri.cli.option;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Statistics;
import org.dawsonmri.measure.ProfileComparison;
import org.dawsonmri.measure.Report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code dawson profile} and {@code dawson compare-profiles} write and print. */
public final class ProfileTables {

    private static final String TEXT = "table.txt";

    private ProfileTables() {
    }

    /** Adds what {@link #write} is going to write. */
    public static OutputFiles declare(OutputFiles outputs, Path folder) {
        return outputs.filesIn(folder, Report.NAMES).file(folder.resolve(TEXT), Kind.TEXT);
    }

    /** Writes the report and the table as text. */
    public static void write(ProfileComparison comparison, Path folder) {
        Report.write(comparison, folder);
        byte[] text = (text(comparison) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(TEXT), out -> out.write(text));
    }

    /** Prints the table, or as JSON the medians over repeats. */
    public static void print(ProfileComparison comparison, Path folder, boolean json, Subcommand command) {
        if (!json) {
            command.out().println(text(comparison));
            command.out().println(folder + ": written");
            return;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ProfileComparison.Row row : comparison.rows()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("thesis_row", row.quantity().thesis());
            map.put("phase", row.quantity().phase());
            map.put("quantity", row.quantity().name());
            map.put("values", row.values().stream().map(Statistics::median).map(v -> v.isNaN() ? null : v).toList());
            rows.add(map);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("profiles", comparison.sets().stream().map(set -> set.name()).toList());
        object.put("rows", rows);
        command.printJson(object);
    }

    private static String text(ProfileComparison comparison) {
        List<List<String>> cells = comparison.cells();
        TextTable table = new TextTable(cells.get(0).toArray(String[]::new));
        cells.stream().skip(1).forEach(row -> table.add(row.toArray(String[]::new)));
        return table.toString();
    }
}
