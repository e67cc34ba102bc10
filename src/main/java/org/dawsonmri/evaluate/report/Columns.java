package org.dawsonmri.evaluate.report;

import org.dawsonmri.evaluate.compare.Direction;
import org.dawsonmri.evaluate.score.ScoreName;

import java.util.List;
import java.util.Map;

/** Which scores a report shows where, and what it calls them. */
final class Columns {

    private static final List<String> MAIN = List.of("dice", "jaccard", "precision", "recall", "surface_dice",
        "lesion_f1", "lesion_sensitivity", "lesion_ppv", "soft_dice", "hd_mm", "hd95_mm", "assd_mm",
        "absolute_relative_difference");

    private static final List<String> PER_CASE = List.of("dice", "precision", "recall", "surface_dice", "lesion_f1",
        "soft_dice", "hd95_mm", "assd_mm", "reference_ml", "predicted_ml");

    private static final Map<String, String> TITLES = Map.ofEntries(Map.entry("dice", "Dice"),
        Map.entry("jaccard", "Jaccard"), Map.entry("precision", "Precision"), Map.entry("recall", "Recall"),
        Map.entry("surface_dice", "Surface Dice"), Map.entry("lesion_f1", "Lesion F1"),
        Map.entry("lesion_sensitivity", "Lesion sens."), Map.entry("lesion_ppv", "Lesion PPV"),
        Map.entry("hd_mm", "HD (mm)"), Map.entry("hd95_mm", "HD95 (mm)"), Map.entry("assd_mm", "ASSD (mm)"),
        Map.entry("soft_dice", "Soft Dice"), Map.entry("reference_ml", "Reference (ml)"),
        Map.entry("predicted_ml", "Predicted (ml)"), Map.entry("relative_difference", "Rel. volume diff."),
        Map.entry("absolute_relative_difference", "|Rel. volume diff.|"));

    private Columns() {
    }

    /** The score that cases are ordered by: Dice, or the first one that is good or bad; null if there is none. */
    static String primary(List<String> columns) {
        return columns.contains("dice") ? "dice"
            : columns.stream().filter(c -> Direction.of(c) != Direction.NONE).findFirst().orElse(null);
    }

    /** The scores people read; without any of them the first eight. */
    static List<String> main(List<String> columns) {
        List<String> main = columns.stream().filter(c -> MAIN.contains(ScoreName.of(c).id())).toList();
        return main.isEmpty() ? columns.stream().limit(8).toList() : main;
    }

    /** What fits beside a case's name; without any of them the first eight. */
    static List<String> perCase(List<String> columns) {
        List<String> shown = columns.stream().filter(c -> PER_CASE.contains(ScoreName.of(c).id())).toList();
        return shown.isEmpty() ? columns.stream().limit(8).toList() : shown;
    }

    /** What a summary shows: the main scores and volumes. */
    static List<String> summarised(List<String> columns) {
        List<String> main = main(columns);
        return columns.stream().filter(c -> main.contains(c) || c.endsWith("_ml") || c.equals("relative_difference"))
            .toList();
    }

    /** Main scores that are ratios from 0 to 1 of which 1 is best. */
    static List<String> ratios(List<String> columns) {
        return main(columns).stream().filter(c -> Direction.of(c) == Direction.HIGHER).toList();
    }

    /** Main scores that are distances in mm. */
    static List<String> distances(List<String> columns) {
        return main(columns).stream().filter(c -> Direction.of(c) == Direction.LOWER && c.endsWith("_mm")).toList();
    }

    /** What people call a column; one that follows another convention has its own name. */
    static String title(String column) {
        ScoreName name = ScoreName.of(column);
        String tolerance = name.toleranceMm();
        boolean own = column.equals(name.id() + (tolerance.isEmpty() ? "" : "_" + tolerance + "mm"));
        String title = own ? TITLES.getOrDefault(name.id(), column) : column;
        return title + (own && !tolerance.isEmpty() ? " (" + tolerance + " mm)" : "");
    }
}
