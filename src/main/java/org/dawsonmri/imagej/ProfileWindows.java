package org.dawsonmri.imagej;

import org.dawsonmri.Statistics;
import org.dawsonmri.measure.Metric;
import org.dawsonmri.measure.ProfileComparison;
import org.dawsonmri.measure.ProfileFigure;
import org.dawsonmri.measure.ProfileSet;
import org.dawsonmri.report.LineChart;

import ij.gui.Plot;
import ij.measure.ResultsTable;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Profiles in ImageJ: the table "Dawson Profiles", and a plot for each metric that was sampled. */
public final class ProfileWindows {

    private ProfileWindows() {
    }

    /** Profiles in a form's text, which semicolons or line ends part. */
    public static List<String> sources(String text) {
        return Arrays.stream(text.split("[;\\n\\r]")).map(String::trim).filter(s -> !s.isEmpty()).toList();
    }

    /** The sets that {@code dawson profile} left in a folder, by their names. */
    public static List<String> setsOf(Path folder, List<String> networks, List<String> precisions) {
        List<String> sets = new ArrayList<>();
        for (String network : networks) {
            precisions.forEach(precision -> sets.add(folder.resolve(network + "-" + precision).toString()));
        }
        return sets;
    }

    /**
     * Shows the table and, where there are windows, the plots. Without, the table is ImageJ's "Results".
     *
     * @param sources as {@link ProfileSet#read} takes them
     */
    public static ResultsTable show(List<String> sources) {
        List<ProfileSet> sets = sources.stream().map(ProfileSet::read).toList();
        if (!GraphicsEnvironment.isHeadless()) {
            Stream.concat(ProfileFigure.CPU.stream(), ProfileFigure.GPU.stream()).forEach(metric -> {
                plot(sets, metric, true);
                plot(sets, metric, false);
            });
        }
        return table(new ProfileComparison(sets));
    }

    // -- Helper methods --

    private static ResultsTable table(ProfileComparison comparison) {
        List<String> headings = new ArrayList<>(List.of("thesis_row", "phase", "quantity"));
        comparison.sets().forEach(set -> headings.add(set.name()));
        List<List<Object>> rows = new ArrayList<>();
        for (ProfileComparison.Row row : comparison.rows()) {
            List<Object> cells = new ArrayList<>(
                List.of(row.quantity().thesis(), row.quantity().phase(), row.quantity().name()));
            row.values().stream().map(Statistics::median).forEach(cells::add);
            rows.add(cells);
        }
        return ResultTables.show("Dawson Profiles", headings, rows);
    }

    private static void plot(List<ProfileSet> sets, Metric metric, boolean training) {
        Plot plot = new Plot(metric.title() + (training ? ", training" : ", evaluation"), "seconds", metric.title());
        boolean empty = true;
        for (int i = 0; i < sets.size(); i++) {
            plot.setColor(ProfileFigure.COLOURS.get(i % ProfileFigure.COLOURS.size()));
            plot.setLineWidth(2);
            for (LineChart.Line line : ProfileFigure.lines(List.of(sets.get(i)), metric, training)) {
                plot.add("line", line.xs(), line.ys());
                empty = false;
            }
        }
        if (!empty) {
            plot.addLegend(String.join("\n", sets.stream().map(ProfileSet::name).toList()));
            plot.setLimitsToFit(false);
            plot.show();
        }
    }
}
