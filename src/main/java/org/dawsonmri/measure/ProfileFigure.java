package org.dawsonmri.measure;

import org.dawsonmri.Phase;
import org.dawsonmri.measure.Profile.PhaseSpan;
import org.dawsonmri.report.LineChart;
import org.dawsonmri.report.PictureFont;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Profiles over time in the layout of the thesis' figures 3.2.3 and 3.3.2: a row for each metric, training on the left,
 * evaluation on the right, the first set blue, the second orange. Every repeat is a line of its set's colour.
 */
public final class ProfileFigure {

    /** Of the thesis' GPU figure, in its order, and what it meant by memory. */
    public static final List<Metric> GPU = List.of(Metric.GPU_UTIL_PCT, Metric.GPU_MEM_CONTROLLER_UTIL_PCT,
        Metric.GPU_MEM_USED_MIB, Metric.GPU_POWER_W, Metric.GPU_TEMPERATURE_C);
    /** Of its CPU figure, likewise. */
    public static final List<Metric> CPU = List.of(Metric.CPU_PCT_OF_ONE_CORE, Metric.VIRT_GB, Metric.RSS_GB,
        Metric.CPU_PACKAGE_POWER_W, Metric.CPU_TEMPERATURE_C);
    /** Blue and orange come first. */
    public static final List<Color> COLOURS = List.of(new Color(31, 119, 180), new Color(255, 127, 14),
        new Color(44, 160, 44), new Color(214, 39, 40), new Color(148, 103, 189), new Color(140, 86, 75));

    private static final int PANEL_WIDTH = 640;
    private static final int PANEL_HEIGHT = 300;
    private static final int LEGEND = 30;
    private static final int NAME = 90;

    private ProfileFigure() {
    }

    /**
     * Draws a figure.
     *
     * @return nothing if no set has any of the metrics
     */
    public static Optional<BufferedImage> draw(List<ProfileSet> sets, List<Metric> metrics) {
        List<Metric> present = metrics.stream().filter(m -> !lines(sets, m, true).isEmpty()
            || !lines(sets, m, false).isEmpty()).toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        BufferedImage picture = new BufferedImage(2 * PANEL_WIDTH, legendHeight(sets) + present.size() * PANEL_HEIGHT,
            BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        legend(g, sets);
        for (int row = 0; row < present.size(); row++) {
            Metric metric = present.get(row);
            int y = legendHeight(sets) + row * PANEL_HEIGHT;
            LineChart.draw(g, 0, y, PANEL_WIDTH, PANEL_HEIGHT, metric.title() + " – training", "seconds",
                lines(sets, metric, true));
            LineChart.draw(g, PANEL_WIDTH, y, PANEL_WIDTH, PANEL_HEIGHT, metric.title() + " – evaluation", "seconds",
                lines(sets, metric, false));
        }
        g.dispose();
        return Optional.of(picture);
    }

    /** The lines of one panel: seconds of training, its first step included, or of evaluation. */
    public static List<LineChart.Line> lines(List<ProfileSet> sets, Metric metric, boolean training) {
        List<LineChart.Line> lines = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            for (Profile profile : sets.get(i).repeats()) {
                double[][] series = profile.series(metric, spans(profile, training));
                if (series[0].length > 0) {
                    lines.add(new LineChart.Line(COLOURS.get(i % COLOURS.size()), series[0], series[1]));
                }
            }
        }
        return lines;
    }

    // -- Helper methods --

    private static List<PhaseSpan> spans(Profile profile, boolean training) {
        return training
            ? profile.spans().stream().filter(s -> s.phase() == Phase.TRAIN || s.phase() == Phase.FIRST_STEP).toList()
            : profile.all(profile.measured());
    }

    private static int legendHeight(List<ProfileSet> sets) {
        return LEGEND * sets.size() + 12;
    }

    private static void legend(Graphics2D g, List<ProfileSet> sets) {
        for (int i = 0; i < sets.size(); i++) {
            g.setColor(COLOURS.get(i % COLOURS.size()));
            g.fillRect(40, 17 + i * LEGEND, 36, 6);
            PictureFont.drawPlain(g, PictureFont.fitting(sets.get(i).name(), 2 * PANEL_WIDTH - 2 * NAME), NAME,
                10 + i * LEGEND, Color.BLACK);
        }
    }
}
