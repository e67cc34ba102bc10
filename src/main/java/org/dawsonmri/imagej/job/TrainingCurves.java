package org.dawsonmri.imagej.job;

import org.dawsonmri.DawsonException;
import org.dawsonmri.train.History;

import ij.gui.Plot;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The epochs of a training so far and their plots: loss and Dice, of training in blue and of validation in orange. A
 * cascade shows the stage that is trained, and the Dice of its patches. Used by one thread at a time.
 */
final class TrainingCurves {

    private static final Color TRAINING = new Color(31, 91, 191);
    private static final Color VALIDATION = new Color(230, 110, 0);

    private static final String PATCH_DICE = "patch_dice";
    private static final String KEPT_BY = "kept_by_";

    private final List<Map<String, ?>> epochs = new ArrayList<>();

    /**
     * Begins with the rows of a {@code history.csv}, if it is there: a resumed training goes on with its curves. A file
     * that cannot be read costs nothing but the curves' beginning.
     */
    void readHistory(Path file) {
        try {
            History.read(file).forEach(this::add);
        } catch (DawsonException damaged) {
            epochs.clear();
        }
    }

    /** Adds the row of an epoch; one that is there already is replaced with all that follow. */
    void add(Map<String, ?> row) {
        epochs.removeIf(before -> number(before, "epoch") >= number(row, "epoch"));
        epochs.add(row);
    }

    int count() {
        return epochs.size();
    }

    /** Number of the epoch whose weights are kept, or 0 if none is, or it is the last one for want of validation. */
    int bestEpoch() {
        String kept = keptColumn();
        if (!kept.isEmpty()) {
            return bestBy().startsWith("val_") ? (int) number(epochs.get(epochs.size() - 1), kept) : 0;
        }
        double sign = isOfPatches() ? -1 : 1;
        return epochs.stream().filter(row -> !Double.isNaN(number(row, bestBy())))
            .reduce((a, b) -> sign * number(b, bestBy()) > sign * number(a, bestBy()) ? b : a)
            .map(row -> (int) number(row, "epoch")).orElse(0);
    }

    /** The column that decides which epoch is kept. */
    String bestBy() {
        String kept = keptColumn();
        if (!kept.isEmpty()) {
            return kept.substring(KEPT_BY.length());
        }
        // Histories of older versions do not say it.
        return isOfPatches() ? "val_loss" : "val_dice";
    }

    /** The value of a column in epoch {@code epoch}; NaN if there is none. */
    double value(int epoch, String column) {
        return epochs.stream().filter(row -> (int) number(row, "epoch") == epoch)
            .mapToDouble(row -> number(row, column)).findFirst().orElse(Double.NaN);
    }

    Plot loss(int width, int height) {
        return plot("Dawson Loss", "Loss", "loss", width, height, Double.NaN);
    }

    Plot dice(int width, int height) {
        return isOfPatches() ? plot("Dawson Dice", "Dice of patches", PATCH_DICE, width, height, 1)
            : plot("Dawson Dice", "Dice", "dice", width, height, 1);
    }

    // -- Helper methods --

    /** The last epoch's column of the epoch that is kept, named after what it is kept by; empty if there is none. */
    private String keptColumn() {
        return epochs.isEmpty() ? "" : epochs.get(epochs.size() - 1).keySet().stream()
            .filter(column -> column.startsWith(KEPT_BY)).findFirst().orElse("");
    }

    private boolean isOfPatches() {
        return !epochs.isEmpty() && epochs.get(0).containsKey(PATCH_DICE);
    }

    /** @param top upper end of the y axis, NaN for that of the values */
    private Plot plot(String title, String yLabel, String column, int width, int height, double top) {
        double[] x = column("epoch");
        double[] training = column(column);
        double[] validation = column("val_" + column);
        Plot plot = new Plot(title, "Epoch", yLabel);
        plot.setFrameSize(width, height);
        plot.setFontSize(12);
        plot.setLineWidth(2);
        String shape = x.length == 1 ? "circle" : "line"; // a line of one point would be invisible
        plot.setColor(TRAINING);
        plot.add(shape, x, training);
        plot.setColor(VALIDATION);
        plot.add(shape, x, validation);
        plot.setColor(Color.BLACK);
        double first = x.length == 0 ? 1 : x[0];
        double last = x.length == 0 ? 1 : x[x.length - 1];
        double margin = last > first ? 0 : 0.5; // a single point would lie on the frame
        double[] y = Double.isNaN(top) ? range(training, validation) : new double[] {0, top};
        plot.setLimits(first - margin, last + margin, y[0], y[1]);
        boolean validated = DoubleStream.of(validation).anyMatch(Double::isFinite);
        plot.addLegend(validated ? "training\nvalidation" : "training",
            Double.isNaN(top) ? "top-right" : "bottom-right");
        return plot;
    }

    /** A little more than all values; some losses are negative. */
    private static double[] range(double[] a, double[] b) {
        double[] finite = DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).filter(Double::isFinite)
            .sorted().toArray();
        if (finite.length == 0) {
            return new double[] {0, 1};
        }
        double low = finite[0];
        double high = finite[finite.length - 1];
        double margin = high > low ? (high - low) / 20 : 0.5;
        return new double[] {low - margin, high + margin};
    }

    private double[] column(String name) {
        return epochs.stream().mapToDouble(row -> number(row, name)).toArray();
    }

    private static double number(Map<String, ?> row, String key) {
        return row.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
