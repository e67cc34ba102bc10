package org.dawsonmri.evaluate.report;

import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.compare.Bootstrap.Interval;
import org.dawsonmri.evaluate.compare.ScoreSet;
import org.dawsonmri.evaluate.compare.VolumeAgreement;
import org.dawsonmri.evaluate.report.Html.HtmlTable;
import org.dawsonmri.evaluate.score.Range.Direction;
import org.dawsonmri.evaluate.score.Score;
import org.dawsonmri.evaluate.score.Status;

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
}
