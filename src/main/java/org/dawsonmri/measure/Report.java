package org.dawsonmri.measure;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Csv;
import org.dawsonmri.Phase;
import org.dawsonmri.Statistics;
import org.dawsonmri.report.Html;
import org.dawsonmri.report.Png;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes a comparison into a folder: {@code table.csv}, {@code summary.csv} with the statistics of every repeat,
 * {@code cpu.png}, {@code gpu.png} (with a GPU), and {@code report.html}, which holds table and figures in one file.
 */
public final class Report {

    private static final String STYLE = "body{font:15px sans-serif;margin:2em;max-width:1300px}"
        + "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:3px 9px;text-align:left}"
        + "td.n{text-align:right;font-variant-numeric:tabular-nums}img{max-width:100%}";

    private static final String TABLE = "table.csv";
    private static final String SUMMARY = "summary.csv";
    private static final String CPU = "cpu.png";
    private static final String GPU = "gpu.png";
    private static final String PAGE = "report.html";

    /** The names of all files. */
    public static final List<String> NAMES = List.of(TABLE, SUMMARY, CPU, GPU, PAGE);

    private Report() {
    }

    /**
     * Writes all files.
     *
     * @param folder is made if missing
     * @throws org.dawsonmri.DawsonException if something cannot be written
     */
    public static void write(ProfileComparison comparison, Path folder) {
        Csv.writeLines(folder.resolve(TABLE), comparison.exactCells());
        Csv.writeLines(folder.resolve(SUMMARY), statistics(comparison.sets()));
        Map<String, byte[]> figures = new LinkedHashMap<>();
        ProfileFigure.draw(comparison.sets(), ProfileFigure.CPU).ifPresent(p -> figures.put(CPU, Png.of(p)));
        ProfileFigure.draw(comparison.sets(), ProfileFigure.GPU).ifPresent(p -> figures.put(GPU, Png.of(p)));
        figures.forEach((name, bytes) -> write(folder.resolve(name), bytes));
        write(folder.resolve(PAGE), html(comparison, figures).getBytes(StandardCharsets.UTF_8));
    }

    // -- Helper methods --

    /** A row for each set, repeat, phase and metric that there is. */
    private static List<List<?>> statistics(List<ProfileSet> sets) {
        List<List<?>> lines = new ArrayList<>();
        lines.add(List.of("profile", "repeat", "phase", "metric", "n", "mean", "sd", "min", "q1", "median", "q3",
            "max"));
        for (ProfileSet set : sets) {
            for (int i = 0; i < set.repeats().size(); i++) {
                statistics(lines, set.name(), i + 1, set.repeats().get(i));
            }
        }
        return lines;
    }

    private static void statistics(List<List<?>> lines, String name, int repeat, Profile profile) {
        for (Phase phase : Phase.values()) {
            for (Metric metric : Metric.values()) {
                Statistics s = Statistics.of(profile.values(metric, profile.steady(phase)));
                if (s.n() > 0) {
                    List<Object> row = new ArrayList<>(List.of(name, repeat, phase.text(), metric.column(), s.n()));
                    for (double value : new double[] {s.mean(), s.sd(), s.min(), s.q1(), s.median(), s.q3(), s.max()}) {
                        row.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value));
                    }
                    lines.add(row);
                }
            }
        }
    }

    private static String html(ProfileComparison comparison, Map<String, byte[]> figures) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<title>Dawson: profiles</title><style>" + STYLE + "</style></head><body>\n<h1>Profiles</h1>\n");
        page.append("<p>Medians over repeats. Rows with a name are those of the thesis' table 3.4 as it measured them; "
            + "the quantity says what each number is. GB are 2<sup>30</sup> bytes.</p>\n");
        table(page, comparison.cells());
        figures.forEach((name, bytes) -> page.append("<h2>").append(name.replace(".png", "").toUpperCase(Locale.ROOT))
            .append("</h2>\n<img alt=\"").append(name).append("\" src=\"").append(Png.toDataUri(bytes))
            .append("\">\n"));
        page.append("<h2>Work and computer</h2>\n");
        table(page, descriptions(comparison.sets()));
        return page.append("</body></html>\n").toString();
    }

    /** What the first repeat of each set says of itself. */
    private static List<List<String>> descriptions(List<ProfileSet> sets) {
        List<Map<String, String>> words = sets.stream().map(set -> {
            Map<String, String> all = new LinkedHashMap<>(set.repeats().get(0).environment());
            set.repeats().get(0).about().forEach((key, value) -> all.put(key, text(value)));
            all.put("repeats", Integer.toString(set.repeats().size()));
            return all;
        }).toList();
        TreeSet<String> keys = new TreeSet<>();
        words.forEach(all -> keys.addAll(all.keySet()));
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of(""));
        sets.forEach(set -> heading.add(set.name()));
        table.add(heading);
        for (String key : keys) {
            List<String> row = new ArrayList<>(List.of(key));
            words.forEach(all -> row.add(all.getOrDefault(key, "")));
            table.add(row);
        }
        return table;
    }

    private static String text(Object value) {
        return value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15
            ? Long.toString(d.longValue())
            : String.valueOf(value);
    }

    private static void table(StringBuilder page, List<List<String>> cells) {
        page.append("<table>\n");
        for (int row = 0; row < cells.size(); row++) {
            String tag = row == 0 ? "th" : "td";
            page.append("<tr>");
            for (String cell : cells.get(row)) {
                boolean number = row > 0 && cell.matches("-|[\\d.,]+");
                page.append('<').append(tag).append(number ? " class=\"n\">" : ">").append(Html.escape(cell))
                    .append("</").append(tag).append('>');
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static void write(Path file, byte[] bytes) {
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
