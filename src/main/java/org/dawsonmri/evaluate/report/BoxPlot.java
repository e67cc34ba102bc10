package org.dawsonmri.evaluate.report;

import org.dawsonmri.evaluate.report.Plots.Point;
import org.dawsonmri.evaluate.score.Statistics;

import java.util.List;

/**
 * Boxes from the first to the third quartile with the median, whiskers to the furthest values within 1.5 times the
 * box's length, and every value as a point. An infinite value has no place; tables tell it.
 */
final class BoxPlot {

    private static final int LEFT = 52;
    private static final int TOP = 28;
    private static final int BOTTOM = 52;
    private static final int PLOT = 210;
    private static final int SLOT = 66;
    private static final int SMALLEST = 150;
    private static final double LETTER = 6.6;

    /**
     * One box.
     *
     * @param name below it
     * @param points its values; NaN is left out
     */
    record Group(String name, List<Point> points) {
    }

    private BoxPlot() {
    }

    /** @param axis what the values are, with their unit */
    static String of(String title, String axis, List<Group> groups) {
        double[] all = groups.stream().flatMap(g -> g.points().stream()).mapToDouble(Point::y).toArray();
        Axis scale = Axis.around(all);
        int slot = Math.max(SLOT, SMALLEST / groups.size());
        int width = LEFT + slot * groups.size() + 12;
        Svg svg = new Svg(width, TOP + PLOT + BOTTOM, title);
        svg.words(LEFT, 16, title, "start", "title").upwards(13, TOP + PLOT / 2.0, axis, "soft");
        for (double tick : scale.ticks()) {
            double y = y(scale, tick);
            svg.line(LEFT, y, width - 12, y, "grid").words(LEFT - 6, y + 4, scale.text(tick), "end", "soft");
        }
        for (int i = 0; i < groups.size(); i++) {
            double x = LEFT + slot * (i + 0.5);
            String name = groups.get(i).name();
            boolean lower = name.length() * LETTER > slot && i % 2 == 1; // names that would run into each other
            svg.words(x, TOP + PLOT + (lower ? 34 : 18), name, "middle", "label");
            box(svg, scale, groups.get(i).points(), x);
        }
        return svg.toString();
    }

    private static void box(Svg svg, Axis scale, List<Point> all, double x) {
        List<Point> points = all.stream().filter(p -> Double.isFinite(p.y())).toList();
        if (points.isEmpty()) {
            svg.words(x, TOP + PLOT / 2.0, "none", "middle", "soft");
            return;
        }
        Statistics s = Statistics.of(points.stream().mapToDouble(Point::y).toArray());
        double reach = 1.5 * (s.q3() - s.q1());
        double low = points.stream().mapToDouble(Point::y).filter(v -> v >= s.q1() - reach).min().orElse(s.min());
        double high = points.stream().mapToDouble(Point::y).filter(v -> v <= s.q3() + reach).max().orElse(s.max());
        svg.line(x, y(scale, low), x, y(scale, s.q1()), "whisker")
            .line(x, y(scale, s.q3()), x, y(scale, high), "whisker")
            .line(x - 8, y(scale, low), x + 8, y(scale, low), "whisker")
            .line(x - 8, y(scale, high), x + 8, y(scale, high), "whisker")
            .rectangle(x - 17, y(scale, s.q3()), 34, Math.max(1, y(scale, s.q1()) - y(scale, s.q3())), "box")
            .line(x - 17, y(scale, s.median()), x + 17, y(scale, s.median()), "median");
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            double aside = (i * 0.618034 % 1 - 0.5) * 26; // even without chance: points must not hide each other
            svg.point(x + aside, y(scale, p.y()), p.name() + ": " + Html.number(p.y()), p.href(), "dot");
        }
    }

    private static double y(Axis scale, double value) {
        return TOP + PLOT * (1 - scale.position(value));
    }
}
