package org.dawsonmri.measure;

import org.dawsonmri.Statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sets of profiles as a table: a row for each {@link Quantity} that at least one of them has, a column for each set. A
 * value is the median over the set's repeats.
 *
 * @param sets in the order of the columns
 */
public record ProfileComparison(List<ProfileSet> sets) {

    /** One row; {@code values} has a summary over repeats for each set. */
    public record Row(Quantity quantity, List<Statistics> values) {
    }

    /** The rows that have a value, and all of the thesis' rows. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Quantity quantity : Quantity.all()) {
            List<Statistics> values = sets.stream().map(set -> Statistics.of(
                set.repeats().stream().mapToDouble(quantity.of()).filter(Double::isFinite).toArray())).toList();
            if (!quantity.thesis().isEmpty() || values.stream().anyMatch(value -> value.n() > 0)) {
                rows.add(new Row(quantity, values));
            }
        }
        return rows;
    }

    /** For people: headings and rounded numbers; a dash where there is no such device or value. */
    public List<List<String>> cells() {
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("thesis (3.4)", "phase", "quantity"));
        sets.forEach(set -> heading.add(set.name()));
        table.add(heading);
        for (Row row : rows()) {
            List<String> cells = new ArrayList<>(
                List.of(row.quantity().thesis(), row.quantity().phase(), row.quantity().name()));
            row.values().forEach(value -> cells.add(rounded(value.median())));
            table.add(cells);
        }
        return table;
    }

    /** For programs: median, smallest and largest over repeats, not rounded; empty where there is no value. */
    public List<List<String>> exactCells() {
        List<String> heading = new ArrayList<>(List.of("thesis_row", "phase", "quantity"));
        sets.forEach(set -> heading.addAll(List.of(set.name(), set.name() + " min", set.name() + " max",
            set.name() + " n")));
        List<List<String>> table = new ArrayList<>(List.of(heading));
        for (Row row : rows()) {
            List<String> line = new ArrayList<>(
                List.of(row.quantity().thesis(), row.quantity().phase(), row.quantity().name()));
            for (Statistics v : row.values()) {
                line.addAll(List.of(exact(v.median()), exact(v.min()), exact(v.max()), Integer.toString(v.n())));
            }
            table.add(line);
        }
        return table;
    }

    // -- Helper methods --

    private static String exact(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String rounded(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        boolean whole = value == Math.rint(value) && (value >= 100 || value == 0);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.2f", value);
    }
}
