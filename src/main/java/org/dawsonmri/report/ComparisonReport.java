package org.dawsonmri.report;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Progress;
import org.dawsonmri.compare.Comparison;
import org.dawsonmri.compare.PairedDifference;
import org.dawsonmri.compare.PaperTable;
import org.dawsonmri.compare.ScoreSet;
import org.dawsonmri.compare.VolumeAgreement;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.report.Gallery.CaseLinks;
import org.dawsonmri.report.Html.HtmlTable;
import org.dawsonmri.report.Plots.BoxPlot;
import org.dawsonmri.report.Plots.Point;
import org.dawsonmri.score.Score;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The report of a comparison: one HTML file with the papers' tables, paired differences, plots of all sets side by side
 * and pictures of the cases in which the sets differ most.
 */
public final class ComparisonReport {

    private static final int MOST_PICTURED = 6;

    private final Comparison comparison;
    private final Map<String, PictureSource> sources;
    private final Score primary;
    private final CaseLinks links;

    private ComparisonReport(Comparison comparison, Map<String, PictureSource> sources) {
        this.comparison = comparison;
        this.sources = sources;
        this.primary = Score.primary(comparison.scores());
        List<String> order = mostDifferentFirst();
        this.links = new CaseLinks(order, sources.isEmpty() ? Set.of()
            : Set.copyOf(order.subList(0, Math.min(MOST_PICTURED, order.size()))));
    }

    /**
     * Writes a report over an older one. Blocks until done.
     *
     * @param tables the papers' tables
     * @param sources set to where its volumes are; sets without one have no pictures
     * @throws org.dawsonmri.DawsonException if the file cannot be written
     */
    public static void write(Path file, Comparison comparison, List<PaperTable> tables,
            Map<String, PictureSource> sources, Methods making, Progress progress) {
        AtomicFile.checkPlace(file);
        String page = new ComparisonReport(comparison, sources).page(tables, making, progress);
        AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    private String page(List<PaperTable> tables, Methods making, Progress progress) {
        List<Html.Section> sections = new ArrayList<>();
        sections.add(new Html.Section("summary", "Summary", missing() + tables(tables)));
        sections.add(new Html.Section("differences", "Paired differences", differences()));
        sections.add(new Html.Section("plots", "Distributions and volumes", plots()));
        sections.add(new Html.Section("cases", "Cases, most different first", cases()));
        if (!links.pictured().isEmpty()) {
            sections.add(new Html.Section("pictures", "Where the sets differ most",
                Gallery.legend() + pictures(progress)));
        }
        sections.add(new Html.Section("making", "How this was made", making.toHtml()));
        return Html.page("Comparison of segmentations", String.join(", ", comparison.names()) + "; "
            + links.order().size() + " cases", sections);
    }

    private String missing() {
        if (comparison.missing().isEmpty()) {
            return "<p>All sets have the same cases.</p>\n";
        }
        StringBuilder html = new StringBuilder("<div class=\"warn\">Cases that a set lacks; they count for no pair with"
            + " it:<ul>");
        for (String set : comparison.names()) {
            List<Comparison.MissingCase> lacks = comparison.missing().stream().filter(m -> m.set().equals(set))
                .toList();
            if (!lacks.isEmpty()) {
                html.append(Html.tag("li", set + " lacks " + lacks.size() + ": " + String.join("; ",
                    lacks.stream().map(m -> m.caseName() + " (" + m.reason() + ")").toList())));
            }
        }
        return html.append("</ul></div>\n").toString();
    }

    private static String tables(List<PaperTable> tables) {
        StringBuilder html = new StringBuilder();
        for (PaperTable table : tables) {
            List<String> headings = new ArrayList<>(List.of(""));
            headings.addAll(table.columns());
            HtmlTable cells = new HtmlTable(1, headings);
            for (PaperTable.Row row : table.rows()) {
                List<String> values = new ArrayList<>(List.of(Html.escape(row.name())));
                row.cells().forEach(cell -> values.add(cell.best() ? "<b>" + Html.escape(cell.text()) + "</b>"
                    : Html.escape(cell.text())));
                cells.row(null, values);
            }
            html.append(Html.tag("h3", table.title())).append(cells)
                .append("<p class=\"note\">").append(Html.escape(table.note())).append("</p>\n");
        }
        return html.toString();
    }

    private String differences() {
        StringBuilder html = new StringBuilder();
        comparison.differences().stream().map(d -> List.of(d.first(), d.second())).distinct()
            .forEach(pair -> html.append(differences(pair.get(0), pair.get(1))));
        long tests = comparison.differences().stream().filter(d -> !Double.isNaN(d.test().p())).count();
        return html + "<p class=\"note\">Means over the n cases where the score is defined in both sets; left out: cases"
            + " where it is not, and cases that only one set has (differences.csv has both numbers). CI: bias-corrected"
            + " and accelerated bootstrap of the mean difference. p: Wilcoxon signed-rank test, two-sided, zeros ranked"
            + " and dropped (Pratt), exact for up to 300 differences. Holm (score): corrected for all pairs and classes"
            + " of that score; Holm (all): for all " + tests + " tests of this comparison. Other scores are in"
            + " differences.csv.</p>\n";
    }

    private String differences(String first, String second) {
        List<Score> main = Score.Place.REPORT.of(comparison.scores());
        HtmlTable html = new HtmlTable(2, List.of("Class", "Score", first, second, "difference", "95 % CI", "p",
            "Holm (score)", "Holm (all)", "n", "left out"));
        for (PairedDifference d : comparison.differences()) {
            if (main.contains(d.score()) && d.first().equals(first) && d.second().equals(second)) {
                html.row(null, List.of(Html.escape(d.scored().text()), Html.escape(d.score().title()),
                    Html.number(d.meanFirst()), Html.number(d.meanSecond()), Html.number(d.difference()),
                    Plots.range(d.interval()), Html.p(d.test().p()), Html.p(d.pHolm()), Html.p(d.pHolmAll()),
                    String.valueOf(d.n()), String.valueOf(d.undefined() + d.unpaired())));
            }
        }
        return Html.tag("h3", second + " − " + first) + html;
    }

    private String plots() {
        StringBuilder html = new StringBuilder();
        for (ScoreSet.ScoredClass scored : comparison.classes()) {
            html.append(Html.tag("h3", scored.text())).append("<div class=\"plots\">");
            Score.Place.REPORT.of(comparison.scores()).forEach(score -> html.append(boxes(scored, score)));
            html.append("</div>\n<div class=\"plots\">").append(againstEachOther(scored)).append("</div>\n");
            comparison.volumes().stream().filter(v -> v.scored().equals(scored)).forEach(v -> html
                .append("<div class=\"plots\">").append(Plots.volumes(v, v.set(), links)).append("</div>\n"));
        }
        List<VolumeAgreement> volumes = comparison.volumes();
        return html + (volumes.isEmpty() ? "" : Html.tag("h3", "Agreement of volumes") + Plots.volumeTable(volumes));
    }

    /** The boxes of all sets beside each other; nothing if all values are alike, as the tables tell in fewer words. */
    private String boxes(ScoreSet.ScoredClass scored, Score score) {
        List<BoxPlot.Group> groups = comparison.sets().stream()
            .map(set -> new BoxPlot.Group(set.name(), Plots.points(set.table(), scored, score, links))).toList();
        long different = groups.stream().flatMap(g -> g.points().stream()).map(Point::y)
            .filter(y -> !Double.isNaN(y)).distinct().count();
        return different < 2 ? ""
            : Plots.figure(BoxPlot.of(score.title(), score.direction().text(), groups));
    }

    /** The primary score of the second and later sets against that of the first. */
    private String againstEachOther(ScoreSet.ScoredClass scored) {
        StringBuilder html = new StringBuilder();
        ScoreSet first = comparison.sets().get(0);
        Map<String, Double> expected = values(first, scored);
        for (ScoreSet set : comparison.sets().subList(1, comparison.sets().size())) {
            List<Point> points = new ArrayList<>();
            values(set, scored).forEach((name, value) -> {
                Double x = expected.get(name);
                if (x != null && !Double.isNaN(x) && !Double.isNaN(value)) {
                    points.add(new Point(x, value, name, links.href(name)));
                }
            });
            if (!points.isEmpty()) {
                html.append(Plots.figure(ScatterPlot.equality(primary.title() + " case by case", first.name(),
                    set.name(), points)));
            }
        }
        return html.toString();
    }

    private Map<String, Double> values(ScoreSet set, ScoreSet.ScoredClass scored) {
        Map<String, Double> values = new LinkedHashMap<>();
        set.table().rows().stream().filter(row -> row.label() == scored.label())
            .forEach(row -> values.put(row.caseName(), row.score(primary.column())));
        return values;
    }

    /** Means over classes of the primary score, set by set. */
    private Map<String, Double> means(ScoreSet set) {
        Map<String, double[]> sums = new HashMap<>();
        for (ScoresRow row : set.table().rows()) {
            double value = row.score(primary.column());
            if (!Double.isNaN(value)) {
                double[] sum = sums.computeIfAbsent(row.caseName(), name -> new double[2]);
                sum[0] += value;
                sum[1]++;
            }
        }
        Map<String, Double> means = new HashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        return means;
    }

    private List<String> mostDifferentFirst() {
        Map<String, Double> low = new HashMap<>();
        Map<String, Double> high = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (ScoreSet set : comparison.sets()) {
            set.table().rows().stream().map(ScoresRow::caseName).filter(n -> !names.contains(n)).forEach(names::add);
            means(set).forEach((name, value) -> {
                low.merge(name, value, Math::min);
                high.merge(name, value, Math::max);
            });
        }
        names.sort(Comparator.comparingDouble(n -> low.containsKey(n) ? low.get(n) - high.get(n) : 1));
        return names;
    }

    private String cases() {
        List<String> headings = new ArrayList<>(List.of("Case"));
        comparison.names().forEach(set -> headings.add(primary.title() + ", " + set));
        HtmlTable html = new HtmlTable(1, headings);
        List<Map<String, Double>> means = comparison.sets().stream().map(this::means).toList();
        for (String name : links.order()) {
            List<String> cells = new ArrayList<>(List.of(links.pictured().contains(name)
                ? Html.link(links.href(name), name) : Html.escape(name)));
            means.forEach(m -> cells.add(Html.number(m.getOrDefault(name, Double.NaN))));
            html.row(links.rowId(name), cells);
        }
        return html + "<p class=\"note\">Means over classes; – is not measured or not defined.</p>\n";
    }

    private String pictures(Progress progress) {
        StringBuilder html = new StringBuilder();
        for (String name : links.order().stream().filter(links.pictured()::contains).toList()) {
            html.append("<h3 id=\"").append(links.pictureId(name)).append("\">").append(Html.escape(name))
                .append(" <span class=\"screen\">").append(Html.link("#" + links.rowId(name), "its row"))
                .append("</span></h3>\n<div class=\"cases\">\n");
            for (ScoreSet set : comparison.sets()) {
                progress.checkCancelled();
                PictureSource source = sources.getOrDefault(set.name(), PictureSource.NONE);
                String picture = Gallery.picture(name, source, progress);
                html.append("<figure class=\"case\"><figcaption><b>").append(Html.escape(set.name())).append("</b> ")
                    .append(primary.title()).append(' ')
                    .append(Html.number(means(set).getOrDefault(name, Double.NaN))).append("</figcaption>")
                    .append(picture == null ? "no picture" : Gallery.image(picture, name)).append("</figure>\n");
            }
            html.append("</div>\n");
        }
        return html.toString();
    }
}
