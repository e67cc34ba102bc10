package org.dawsonmri.imagej;

import org.dawsonmri.Statistics;
import org.dawsonmri.compare.Comparison;
import org.dawsonmri.compare.ScoreSet;
import org.dawsonmri.compare.VolumeAgreement;
import org.dawsonmri.compare.VolumeAgreement.BlandAltman;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.score.Range;
import org.dawsonmri.score.Score;
import org.dawsonmri.score.Status;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.macro.Interpreter;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores as ImageJ plots: boxes of ratios, and Bland and Altman's plot of the volumes of each class. */
public final class ScorePlots {

    private static final Color BOX = new Color(11, 92, 173);
    private static final double HALF = 0.28;

    private ScorePlots() {
    }

    /** Shows the plots of one evaluation: for each class "Dawson Scores Plot …" and "Dawson Bland-Altman …". */
    public static void show(ScoresTable table) {
        for (ScoreSet.ScoredClass scored : ScoreSet.classes(List.of(table))) {
            Map<String, double[]> boxes = new LinkedHashMap<>();
            Score.Place.TEXT.of(table.scores()).stream().filter(ScorePlots::isRatio)
                .forEach(score -> boxes.put(score.column(), values(table, scored, score)));
            show(boxes("Dawson Scores Plot " + scored.text(), "score", boxes));
        }
        if (VolumeAgreement.isIn(table)) {
            ScoreSet.classes(List.of(table)).forEach(scored -> show(blandAltman("Dawson Bland-Altman " + scored.text(),
                VolumeAgreement.of(new ScoreSet("", table), scored))));
        }
    }

    /** Shows the plots of a comparison: the primary score of each class, and volumes of each set and class. */
    public static void show(Comparison comparison) {
        Score primary = Score.primary(comparison.scores());
        if (isRatio(primary)) {
            for (ScoreSet.ScoredClass scored : comparison.classes()) {
                Map<String, double[]> boxes = new LinkedHashMap<>();
                comparison.sets().forEach(set -> boxes.put(set.name(), values(set.table(), scored, primary)));
                show(boxes("Dawson Comparison Plot " + scored.text(), primary.column(), boxes));
            }
        }
        comparison.volumes().forEach(v -> show(blandAltman(
            "Dawson Bland-Altman " + v.set() + " " + v.scored().text(), v)));
    }

    // -- Helper methods --

    /** True for what is 1 at best: boxes share an axis. */
    private static boolean isRatio(Score score) {
        return score.direction() == Range.Direction.HIGHER && score.range().best() == 1;
    }

    private static double[] values(ScoresTable table, ScoreSet.ScoredClass scored, Score score) {
        return table.rows().stream().filter(row -> row.label() == scored.label() && row.status() != Status.FAILED)
            .mapToDouble((ScoresRow row) -> row.score(score.column())).filter(v -> !Double.isNaN(v)).toArray();
    }

    private static Plot boxes(String title, String axis, Map<String, double[]> groups) {
        List<String> names = new ArrayList<>(groups.keySet());
        String labels = "{" + String.join(",", names.stream().map(name -> name.replace(",", " ")).toList()) + "}";
        Plot plot = new Plot(title, labels, axis);
        plot.setSize(Math.max(300, 120 * names.size()), 300);
        for (int i = 0; i < names.size(); i++) {
            double[] values = groups.get(names.get(i));
            if (values.length > 0) {
                box(plot, i, Statistics.of(values));
                double[] x = new double[values.length];
                Arrays.fill(x, i);
                plot.setColor(Color.DARK_GRAY);
                plot.add("circle", x, values);
            }
        }
        double low = groups.values().stream().flatMapToDouble(Arrays::stream).min().orElse(0);
        plot.setLimits(-0.6, names.size() - 0.4, Math.min(0, low), 1.02);
        return plot;
    }

    private static void box(Plot plot, double x, Statistics s) {
        plot.setColor(BOX);
        plot.setLineWidth(1);
        plot.drawLine(x - HALF, s.q1(), x + HALF, s.q1());
        plot.drawLine(x - HALF, s.q3(), x + HALF, s.q3());
        plot.drawLine(x - HALF, s.q1(), x - HALF, s.q3());
        plot.drawLine(x + HALF, s.q1(), x + HALF, s.q3());
        plot.setLineWidth(3);
        plot.drawLine(x - HALF, s.median(), x + HALF, s.median());
        plot.setLineWidth(1);
    }

    private static Plot blandAltman(String title, VolumeAgreement volumes) {
        int n = volumes.cases().size();
        double[] means = new double[n];
        double[] differences = new double[n];
        for (int i = 0; i < n; i++) {
            means[i] = (volumes.reference()[i] + volumes.predicted()[i]) / 2;
            differences[i] = volumes.predicted()[i] - volumes.reference()[i];
        }
        Plot plot = new Plot(title, "mean of both (ml)", "predicted - reference (ml)");
        if (n == 0) {
            return plot;
        }
        BlandAltman limits = volumes.limits();
        double left = Arrays.stream(means).min().orElseThrow();
        double right = Arrays.stream(means).max().orElseThrow();
        double room = Math.max(0.05 * (right - left), 1e-6 + 0.01 * right);
        double reach = Arrays.stream(new double[] {limits.lower(), limits.upper(), Arrays.stream(differences).min()
            .orElse(0), Arrays.stream(differences).max().orElse(0)}).filter(Double::isFinite).map(Math::abs).max()
            .orElse(0) * 1.2 + 1e-6;
        plot.setLimits(left - room, right + room, -reach, reach);
        plot.setColor(Color.DARK_GRAY);
        plot.add("circle", means, differences);
        for (double level : new double[] {limits.lower(), limits.bias(), limits.upper()}) {
            if (Double.isFinite(level)) {
                plot.setColor(level == limits.bias() ? BOX : Color.RED);
                plot.drawLine(left - room, level, right + room, level);
            }
        }
        return plot;
    }

    /** NB: without windows there is nothing to lay a plot out in, and the macro's next line would not find it. */
    private static void show(Plot plot) {
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            ImagePlus image = plot.getImagePlus();
            image.show();
        } else {
            plot.show();
        }
    }
}
