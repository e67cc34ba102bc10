package org.dawsonmri.evaluate.compare;

import org.dawsonmri.Statistics;
import org.dawsonmri.evaluate.score.PublishedTable;
import org.dawsonmri.evaluate.score.Score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The tables that the comparisons of the two papers behind Dawson print, so that new results stand beside the published
 * ones: table 1 (means per slice, in pixels) and table 2 (mean and SD per volume, in mm and %) of the spinal cord
 * paper, and the table of models of the thesis' section 3.4.
 */
public final class PaperTables {

    private static final String BEST = "The best value of each class is in bold; values that print alike are alike.";
    private static final String FEWER = " [n …] marks means over fewer cases than the others: the score is not defined"
        + " in the rest, such as the distance to a structure that was missed.";

    private PaperTables() {
    }

    /**
     * All tables that the scores allow: a table lacks the rows whose scores were not measured, and is left out without
     * any.
     *
     * @param models what is known of the models behind the sets; may be empty
     */
    public static List<PaperTable> of(Comparison comparison, List<ModelFacts> models) {
        List<PaperTable> tables = new ArrayList<>();
        if (!models.isEmpty()) {
            tables.add(models(comparison, models));
        }
        List<PaperScore> perSlice = measured(PublishedTable.TABLE_1, true, comparison);
        if (!perSlice.isEmpty()) {
            tables.add(perSlice(comparison, perSlice));
        }
        List<PaperScore> perVolume = measured(PublishedTable.TABLE_2, false, comparison);
        if (!perVolume.isEmpty()) {
            comparison.classes().forEach(scored -> tables.add(perVolume(comparison, scored, perVolume)));
        }
        return tables.stream().map(PaperTables::explained).toList();
    }

    private static PaperTable explained(PaperTable table) {
        boolean fewer = table.rows().stream().flatMap(row -> row.cells().stream())
            .anyMatch(c -> c.text().contains("[n "));
        return fewer ? new PaperTable(table.title(), table.note() + FEWER, table.columns(), table.rows()) : table;
    }

    /** @param withBest true to put the best value behind each name */
    private static List<PaperScore> measured(PublishedTable table, boolean withBest, Comparison comparison) {
        List<PaperScore> measured = new ArrayList<>();
        for (PublishedTable.Entry entry : table.entries()) {
            String best = withBest ? String.format(Locale.ROOT, " (best %.0f)", entry.score().range().best()) : "";
            table.find(entry, comparison.scores()).ifPresent(score ->
                measured.add(new PaperScore(table, entry, entry.name() + best, score)));
        }
        return measured;
    }

    private static PaperTable perSlice(Comparison comparison, List<PaperScore> scores) {
        List<ScoreSet.ScoredClass> classes = comparison.classes();
        List<String> columns = comparison.names().stream()
            .flatMap(set -> classes.stream().map(scored -> set + ": " + scored.text())).toList();
        return new PaperTable("Scores per slice (table 1)", "Means over cases of means over slices. Precision, recall,"
            + " Dice similarity coefficient (DSC) and Jaccard index (JI) are ratios; Hausdorff surface distance (HSD)"
            + " and mean surface distance (MSD) are in pixels. " + BEST, columns,
            scores.stream().map(score -> score.row(comparison, classes, true)).toList());
    }

    private static PaperTable perVolume(Comparison comparison, ScoreSet.ScoredClass scored, List<PaperScore> scores) {
        return new PaperTable("Scores per volume, " + scored.text() + " (table 2)", "Mean (SD) over cases. MSD, HD, SHD"
            + " and SMD (mean surface, Hausdorff, skeleton Hausdorff and skeleton median distance) are in mm; TPR, TNR,"
            + " PPV and the conformity coefficient CC in %. " + BEST, comparison.names(),
            scores.stream().map(score -> score.row(comparison, List.of(scored), false)).toList());
    }

    private static PaperTable models(Comparison comparison, List<ModelFacts> models) {
        List<ModelFacts> bySet = comparison.names().stream().map(set -> models.stream()
            .filter(model -> model.set().equals(set)).findFirst().orElse(null)).toList();
        List<PaperTable.Row> rows = new ArrayList<>(Stream.of(
            row("Trainable parameters", bySet, m -> m.trainable(), "%,.0f", 0),
            row("Non-trainable parameters", bySet, m -> m.nonTrainable(), "%,.0f", 0),
            row("Epochs", bySet, m -> m.epochs(), "%.0f", 0),
            row("Epoch training time (s, median)", bySet, ModelFacts::epochSeconds, "%.1f", -1),
            row("Best Dice score in training", bySet, ModelFacts::bestTrainingDice, "%.3f", 1),
            row("Best Dice score in validation", bySet, ModelFacts::bestValidationDice, "%.3f", 1))
            .filter(Objects::nonNull).toList());
        List<ScoreSet.ScoredClass> classes = comparison.classes();
        measured(PublishedTable.MODELS, false, comparison).forEach(score -> classes.forEach(scored -> rows.add(
            new PaperTable.Row(score.name() + ", " + scored.text(),
                score.row(comparison, List.of(scored), false).cells()))));
        return new PaperTable("Models (thesis, section 3.4)", "From the models' folders, where they say so. "
            + BEST, comparison.names(), rows);
    }

    /**
     * A row of numbers.
     *
     * @param direction 1 if the largest is best, −1 if the smallest, 0 if neither
     * @return null if no model knows it
     */
    private static PaperTable.Row row(String name, List<ModelFacts> models, ToDoubleFunction<ModelFacts> fact,
            String format, int direction) {
        double[] values = models.stream().mapToDouble(m -> m == null ? Double.NaN : fact.applyAsDouble(m)).toArray();
        double best = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            best = Double.isNaN(value) ? best : Math.max(best, direction * value);
        }
        if (best == Double.NEGATIVE_INFINITY) {
            return null;
        }
        List<PaperTable.Cell> cells = new ArrayList<>();
        for (double value : values) {
            cells.add(new PaperTable.Cell(Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value),
                direction != 0 && direction * value == best));
        }
        return new PaperTable.Row(name, cells);
    }

    /** A row of a published table, its score found among those of a comparison. */
    private record PaperScore(PublishedTable table, PublishedTable.Entry entry, String name, Score found) {

        /** The row: set by set all classes if {@code bySet}, else class by class all sets. */
        PaperTable.Row row(Comparison comparison, List<ScoreSet.ScoredClass> classes, boolean bySet) {
            List<PaperTable.Cell> cells = new ArrayList<>();
            if (bySet) {
                for (ScoreSet set : comparison.sets()) {
                    classes.forEach(scored -> cells.add(cell(comparison, set.name(), scored)));
                }
            } else {
                classes.forEach(scored -> comparison.names().forEach(set -> cells.add(cell(comparison, set, scored))));
            }
            return new PaperTable.Row(name, cells);
        }

        private PaperTable.Cell cell(Comparison comparison, String set, ScoreSet.ScoredClass scored) {
            Statistics s = comparison.summary(set, scored, found).statistics();
            if (s.n() == 0) {
                return PaperTable.Cell.plain("–");
            }
            double scale = factor();
            String text = number(s.mean() * scale)
                + (table.withSd() && !Double.isNaN(s.sd()) ? " (" + number(s.sd() * scale) + ")" : "")
                + (s.undefined() > 0 ? " [n " + s.n() + "]" : "");
            return new PaperTable.Cell(text, isBest(comparison, s.mean(), scored));
        }

        /** What prints alike is alike good. */
        private boolean isBest(Comparison comparison, double mean, ScoreSet.ScoredClass scored) {
            double scale = factor() * Math.pow(10, table.decimals());
            double own = Math.rint(scale * found.direction().badness(mean));
            return comparison.names().stream()
                .map(set -> comparison.summary(set, scored, found).statistics())
                .filter(s -> s.n() > 0).allMatch(s -> own <= Math.rint(scale * found.direction().badness(s.mean())));
        }

        /** From the unit of the column that was found. */
        private double factor() {
            return entry.score().factor(found);
        }

        private String number(double value) {
            return Double.isInfinite(value) ? "∞" : String.format(Locale.ROOT, "%." + table.decimals() + "f", value);
        }
    }
}
