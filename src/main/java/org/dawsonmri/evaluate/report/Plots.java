package org.dawsonmri.evaluate.report;

import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.compare.Interval;
import org.dawsonmri.evaluate.compare.ScoreSet;
import org.dawsonmri.evaluate.compare.VolumeAgreement;
import org.dawsonmri.evaluate.score.Status;

import java.util.ArrayList;
import java.util.List;

/** The plots that reports share. */
final class Plots {

    private Plots() {
    }

    /** Boxes of several scores of one class, or nothing if there are no such scores. */
    static String boxes(ScoresTable table, ScoreSet.ScoredClass scored, List<String> columns, String axis,
            CaseLinks links) {
        if (columns.isEmpty()) {
            return "";
        }
        List<BoxPlot.Group> groups = columns.stream().map(column -> new BoxPlot.Group(
            Columns.title(column).replace(" (mm)", ""), points(table, scored, column, links))).toList();
        return figure(BoxPlot.of(scored.text(), axis, groups));
    }

    /** The values of one score and class as points. */
    static List<Point> points(ScoresTable table, ScoreSet.ScoredClass scored, String column, CaseLinks links) {
        List<Point> points = new ArrayList<>();
        for (ScoresRow row : table.rows()) {
            if (row.label() == scored.label() && row.status() != Status.FAILED) {
                points.add(new Point(0, row.score(column), row.caseName(), links.href(row.caseName())));
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
}
