package org.dawsonmri.report;

import org.dawsonmri.Statistics;
import org.dawsonmri.compare.Bootstrap.Interval;
import org.dawsonmri.compare.ScoreSet;
import org.dawsonmri.compare.VolumeAgreement;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.report.Gallery.CaseLinks;
import org.dawsonmri.report.Html.HtmlTable;
import org.dawsonmri.report.Plots.Point;
import org.dawsonmri.score.Range.Direction;
import org.dawsonmri.score.Score;
import org.dawsonmri.score.Status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The plots that reports share. */
final class Plots {

    private Plots() {
    }

    /** Boxes of the scores that a report shows and that are good or bad: one plot for those of one unit. */
    static String boxes(ScoresTable table, ScoreSet.ScoredClass scored, CaseLinks links) {
        Map<String, List<Score>> byUnit = Score.Place.REPORT.of(table.scores()).stream()
            .filter(score -> score.direction() == Direction.HIGHER
                || score.direction() == Direction.LOWER && !score.unit().isEmpty())
            .collect(Collectors.groupingBy(Score::unit, LinkedHashMap::new, Collectors.toList()));
        StringBuilder html = new StringBuilder();
        byUnit.forEach((unit, scores) -> {
            List<BoxPlot.Group> groups = scores.stream().map(score -> new BoxPlot.Group(
                score.title().replace(" (" + unit + ")", ""), points(table, scored, score, links))).toList();
            html.append(figure(BoxPlot.of(scored.text(), axis(scores.get(0)), groups)));
        });
        return html.toString();
    }

    private static String axis(Score score) {
        String best = String.format(Locale.ROOT, "%.0f", score.range().best());
        return score.unit().isEmpty() ? "score (" + best + " is best)"
            : score.direction() == Direction.HIGHER ? score.unit() + " (" + best + " is best)"
            : "distance (" + score.unit() + ")";
    }

    /** The values of one score and class as points. */
    static List<Point> points(ScoresTable table, ScoreSet.ScoredClass scored, Score score, CaseLinks links) {
        List<Point> points = new ArrayList<>();
        for (ScoresRow row : table.rows()) {
            if (row.label() == scored.label() && row.status() != Status.FAILED) {
                points.add(new Point(0, row.score(score.column()), row.caseName(), links.href(row.caseName())));
            }
        }
        return points;
    }

    /** Predicted against reference volumes and their Bland-Altman plot; nothing without a case. */
    static String volumes(VolumeAgreement agreement, String title, CaseLinks links) {
        List<Point> pairs = new ArrayList<>();
        List<Point> differences = new ArrayList<>();
        for (int i = 0; i < agreement.cases().size(); i++) {
            String name = agreement.cases().get(i);
            double reference = agreement.reference()[i];
            double predicted = agreement.predicted()[i];
            pairs.add(new Point(reference, predicted, name, links.href(name)));
            differences.add(new Point((reference + predicted) / 2, predicted - reference, name, links.href(name)));
        }
        return pairs.isEmpty() ? ""
            : figure(ScatterPlot.equality(title + ": volumes", "reference (ml)", "predicted (ml)", pairs))
                + figure(ScatterPlot.blandAltman(title + ": Bland-Altman", "ml", differences, agreement.limits()));
    }

    /** The numbers behind Bland-Altman plots. */
    static String volumeTable(List<VolumeAgreement> agreements) {
        HtmlTable table = new HtmlTable(2, List.of("Set", "Class", "n", "bias (ml)", "95 % CI", "lower limit (ml)",
            "95 % CI", "upper limit (ml)", "95 % CI", "empty"));
        for (VolumeAgreement a : agreements) {
            table.row(null, List.of(Html.escape(a.set()), Html.escape(a.scored().text()),
                String.valueOf(a.limits().n()), Html.number(a.limits().bias()), range(a.limits().biasInterval()),
                Html.number(a.limits().lower()), range(a.limits().lowerInterval()), Html.number(a.limits().upper()),
                range(a.limits().upperInterval()), String.valueOf(a.empty())));
        }
        return table.toString();
    }

    static String range(Interval interval) {
        return Double.isNaN(interval.low()) ? "–"
            : Html.number(interval.low()) + " to " + Html.number(interval.high());
    }

    static String figure(String svg) {
        return "<figure>" + svg + "</figure>\n";
    }

    /**
     * A case in a plot.
     *
     * @param x where, from left to right; box plots do not use it
     * @param y where, from bottom to top
     * @param name of the case
     * @param href where its picture or row is, or null
     */
    record Point(double x, double y, String name, String href) {
    }

    /**
     * Boxes from the first to the third quartile with the median, whiskers to the furthest values within 1.5 times the
     * box's length, and every value as a point. An infinite value has no place; tables tell it.
     */
    static final class BoxPlot {

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
}
