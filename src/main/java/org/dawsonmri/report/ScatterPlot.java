package org.dawsonmri.report;

import org.dawsonmri.compare.Bootstrap.Interval;
import org.dawsonmri.compare.VolumeAgreement.BlandAltman;
import org.dawsonmri.report.Plots.Point;

import java.util.List;
import java.util.stream.DoubleStream;

/** Points in a square: one value against another, or Bland and Altman's differences against means. */
final class ScatterPlot {

    private static final int LEFT = 58;
    private static final int TOP = 28;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 230;
    private static final int BOTTOM = 46;
    private static final int RIGHT = 18;
    private static final int FOR_LIMITS = 74;
    private static final double APART = 29;
    /** With fewer cases the intervals are so wide that nothing else is seen; they stand in the table. */
    private static final int FEWEST_FOR_BANDS = 5;

    private final Svg svg;
    private final Axis across;
    private final Axis up;

    private ScatterPlot(String title, String acrossName, Axis across, String upName, Axis up, int right) {
        this.svg = new Svg(LEFT + WIDTH + right, TOP + HEIGHT + BOTTOM, title);
        this.across = across;
        this.up = up;
        svg.words(LEFT, 16, title, "start", "title").upwards(13, TOP + HEIGHT / 2.0, upName, "soft")
            .words(LEFT + WIDTH / 2.0, TOP + HEIGHT + 38, acrossName, "middle", "soft");
        for (double tick : up.ticks()) {
            svg.line(LEFT, y(tick), LEFT + WIDTH, y(tick), "grid").words(LEFT - 6, y(tick) + 4, up.text(tick), "end",
                "soft");
        }
        for (double tick : across.ticks()) {
            svg.line(x(tick), TOP, x(tick), TOP + HEIGHT, "grid").words(x(tick), TOP + HEIGHT + 17, across.text(tick),
                "middle", "soft");
        }
    }

    /** Two values of the same kind against each other, with the line on which they are equal. */
    static String equality(String title, String acrossName, String upName, List<Point> points) {
        Axis both = Axis.around(points.stream().flatMapToDouble(p -> DoubleStream.of(p.x(), p.y())).toArray());
        ScatterPlot plot = new ScatterPlot(title, acrossName, both, upName, both, RIGHT);
        plot.svg.line(LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP, "equal");
        return plot.with(points);
    }

    /** Differences (y) against means (x) with bias, limits of agreement and their confidence intervals as bands. */
    static String blandAltman(String title, String unit, List<Point> points, BlandAltman limits) {
        boolean bands = limits.n() >= FEWEST_FOR_BANDS;
        double[] heights = DoubleStream.concat(points.stream().mapToDouble(Point::y), DoubleStream.of(0, limits.lower(),
            limits.upper(), bands ? limits.lowerInterval().low() : 0, bands ? limits.upperInterval().high() : 0))
            .toArray();
        ScatterPlot plot = new ScatterPlot(title, "mean of both (" + unit + ")",
            Axis.around(points.stream().mapToDouble(Point::x).toArray()), "predicted − reference (" + unit + ")",
            Axis.around(heights), FOR_LIMITS);
        if (bands) {
            plot.band(limits.lowerInterval());
            plot.band(limits.upperInterval());
            plot.band(limits.biasInterval());
        }
        plot.svg.line(LEFT, plot.y(0), LEFT + WIDTH, plot.y(0), "equal");
        double middle = plot.y(limits.bias());
        plot.level(limits.upper(), Math.min(plot.y(limits.upper()), middle - APART), "limit", "+1.96 SD");
        plot.level(limits.bias(), middle, "bias", "bias");
        plot.level(limits.lower(), Math.max(plot.y(limits.lower()), middle + APART), "limit", "−1.96 SD");
        return plot.with(points);
    }

    private String with(List<Point> points) {
        for (Point p : points) {
            svg.point(x(p.x()), y(p.y()), p.name() + ": " + Html.number(p.x()) + ", " + Html.number(p.y()), p.href(),
                "dot");
        }
        return svg.toString();
    }

    private void band(Interval interval) {
        if (!Double.isNaN(interval.low())) {
            svg.rectangle(LEFT, y(interval.high()), WIDTH, y(interval.low()) - y(interval.high()), "band");
        }
    }

    /** @param place where its name and number stand, so that they do not run into others */
    private void level(double value, double place, String style, String name) {
        if (!Double.isNaN(value)) {
            svg.line(LEFT, y(value), LEFT + WIDTH, y(value), style)
                .words(LEFT + WIDTH + 6, place - 2, name, "start", "soft")
                .words(LEFT + WIDTH + 6, place + 12, Html.number(value), "start", "label");
        }
    }

    private double x(double value) {
        return LEFT + WIDTH * across.position(value);
    }

    private double y(double value) {
        return TOP + HEIGHT * (1 - up.position(value));
    }
}
