package org.dawsonmri.report;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Progress;
import org.dawsonmri.Statistics;
import org.dawsonmri.compare.ScoreSet;
import org.dawsonmri.compare.VolumeAgreement;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.ScoresTable.ScoresSummary;
import org.dawsonmri.report.Gallery.CaseLinks;
import org.dawsonmri.report.Html.HtmlTable;
import org.dawsonmri.score.Score;
import org.dawsonmri.score.Status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The report of an evaluation: one HTML file with summary, plots, the worst and the best cases as pictures, all cases
 * from worst to best, and how it was made. It opens anywhere without a network and prints.
 *
 * <pre>{@code
 * PictureSource pictures = PictureFiles.of(new Reference(data, Split.TEST), predictions, null, progress);
 * EvaluationReport.write(Path.of("report.html"), table, pictures, Methods.by("dawson evaluate …"), progress);
 * }</pre>
 */
public final class EvaluationReport {

    private static final int SHOWN_FIRST = 3;

    private final ScoresTable table;
    private final Gallery gallery;
    private final CaseLinks links;

    private EvaluationReport(ScoresTable table, PictureSource pictures, Progress progress) {
        this.table = table;
        List<String> order = CaseLinks.worstFirst(table);
        this.gallery = Gallery.draw(order, pictures, progress);
        this.links = new CaseLinks(order, gallery.cases());
    }

    /**
     * Writes a report over an older one. Blocks until done.
     *
     * @throws org.dawsonmri.DawsonException if the file cannot be written
     */
    public static void write(Path file, ScoresTable table, PictureSource pictures, Methods making, Progress progress) {
        AtomicFile.checkPlace(file);
        String page = new EvaluationReport(table, pictures, progress).page(making);
        AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    private String page(Methods making) {
        List<Html.Section> sections = new ArrayList<>();
        sections.add(new Html.Section("summary", "Summary", cards() + failures() + summary()));
        if (!links.order().isEmpty()) {
            sections.add(new Html.Section("plots", "Distributions and volumes", plots()));
        }
        List<String> pictured = links.order().stream().filter(gallery.cases()::contains).toList();
        List<String> first = firstCases(pictured);
        if (!first.isEmpty()) {
            sections.add(new Html.Section("extremes", "Worst and best cases", Gallery.legend()
                + gallery.figures(first, table, links)));
        }
        sections.add(new Html.Section("cases", "All cases, worst first", cases()));
        List<String> rest = pictured.stream().filter(name -> !first.contains(name)).toList();
        if (!rest.isEmpty()) {
            sections.add(new Html.Section("pictures", "Other pictures, worst first", Gallery.legend()
                + gallery.figures(rest, table, links)));
        }
        sections.add(new Html.Section("making", "How this was made", making.toHtml()));
        return Html.page("Evaluation of a segmentation", subtitle(), sections);
    }

    private String subtitle() {
        Score primary = Score.primary(table.scores());
        return table.cases() + (table.cases() == 1 ? " case; " : " cases; ") + (primary == null ? "" : "ordered by "
            + primary.title() + " (" + primary.direction().text() + ")");
    }

    private static List<String> firstCases(List<String> worstFirst) {
        Set<String> first = new LinkedHashSet<>(worstFirst.subList(0, Math.min(SHOWN_FIRST, worstFirst.size())));
        for (int i = Math.max(0, worstFirst.size() - SHOWN_FIRST); i < worstFirst.size(); i++) {
            first.add(worstFirst.get(i));
        }
        return List.copyOf(first);
    }

    private String cards() {
        StringBuilder html = new StringBuilder("<div class=\"cards\">");
        card(html, String.valueOf(table.cases()), "cases");
        card(html, String.valueOf(table.failed().size()), "could not be compared");
        card(html, String.valueOf(count(Status.EMPTY_PRED)), "missed entirely");
        card(html, String.valueOf(count(Status.EMPTY_REF)), "found where there is none");
        Score primary = Score.primary(table.scores());
        for (ScoresSummary s : table.summary()) {
            if (s.score().equals(primary) && !s.label().equals(ScoresSummary.ALL_CLASSES)) {
                card(html, Html.number(s.statistics().mean()), "mean " + primary.title() + ", " + className(s));
            }
        }
        return html.append("</div>\n").toString();
    }

    private static void card(StringBuilder html, String number, String what) {
        html.append("<div><b>").append(number).append("</b><span>").append(Html.escape(what)).append("</span></div>");
    }

    private long count(Status status) {
        return table.rows().stream().filter(row -> row.status() == status).count();
    }

    private String failures() {
        if (table.failed().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<div class=\"warn\">" + table.failed().size() + " of " + table.cases()
            + " cases could not be compared and are in no number below:<ul>");
        table.failed().forEach(row -> html.append(Html.tag("li", row.caseName() + ": " + row.reason())));
        return html.append("</ul></div>\n").toString();
    }

    private String summary() {
        HtmlTable html = new HtmlTable(2, List.of("Class", "Score", "mean", "SD", "median", "quartiles", "min", "max",
            "n", "undefined"));
        List<Score> shown = Score.Place.SUMMARY.of(table.scores());
        for (ScoresSummary row : table.summary().stream().filter(s -> shown.contains(s.score())).toList()) {
            Statistics s = row.statistics();
            html.row(null, List.of(Html.escape(className(row)), Html.escape(row.score().title()),
                Html.number(s.mean()), Html.number(s.sd()), Html.number(s.median()),
                Html.number(s.q1()) + " to " + Html.number(s.q3()), Html.number(s.min()), Html.number(s.max()),
                String.valueOf(s.n()), String.valueOf(s.undefined())));
        }
        return html + "<p class=\"note\">SD divides by n − 1; quartiles are linear between ranks. A score that is not"
            + " defined, such as the distance to a structure that was missed, is in no mean and counted as undefined."
            + (table.absentLabels().isEmpty() ? "" : " Classes that are in no reference and in no prediction ("
                + table.absentLabels().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ") have no mean.")
            + (shown.size() < table.columns().size() ? " The other scores are in the CSV files." : "") + "</p>\n";
    }

    private static String className(ScoresSummary s) {
        return s.label().equals(ScoresSummary.ALL_CLASSES) ? "all classes"
            : s.className().isEmpty() ? "class " + s.label() : s.className();
    }

    private String plots() {
        StringBuilder html = new StringBuilder();
        List<VolumeAgreement> volumes = new ArrayList<>();
        for (ScoreSet.ScoredClass scored : ScoreSet.classes(List.of(table))) {
            html.append(Html.tag("h3", scored.text())).append("<div class=\"plots\">")
                .append(Plots.boxes(table, scored, links))
                .append("</div>\n<div class=\"plots\">");
            if (VolumeAgreement.isIn(table)) {
                volumes.add(VolumeAgreement.of(new ScoreSet("prediction", table), scored));
                html.append(Plots.volumes(volumes.get(volumes.size() - 1), scored.text(), links));
            }
            html.append("</div>\n");
        }
        if (!volumes.isEmpty()) {
            html.append(Plots.volumeTable(volumes));
        }
        return html.append("<p class=\"note\">Boxes go from the first to the third quartile, whiskers to the furthest"
            + " value within 1.5 box lengths; each point is a case and leads to its picture. Bland-Altman: bias and"
            + " limits of agreement (±1.96 SD) with 95 % confidence intervals as bands.</p>\n").toString();
    }

    private String cases() {
        List<Score> scores = Score.Place.CASES.of(table.scores());
        boolean notes = table.rows().stream().anyMatch(row -> !note(row).isEmpty());
        List<String> headings = new ArrayList<>(notes ? List.of("Case", "Class", "Note") : List.of("Case", "Class"));
        int texts = headings.size();
        scores.forEach(score -> headings.add(score.title()));
        HtmlTable html = new HtmlTable(texts, headings);
        for (String name : links.order()) {
            String id = links.rowId(name);
            for (ScoresRow row : table.rows().stream().filter(r -> r.caseName().equals(name)).toList()) {
                List<String> cells = new ArrayList<>(List.of(gallery.cases().contains(name)
                    ? Html.link(links.href(name), name) : Html.escape(name),
                    Html.escape(row.className().isEmpty() ? row.labelText() : row.className())));
                if (notes) {
                    cells.add(Html.escape(note(row)));
                }
                scores.forEach(score -> cells.add(Html.number(row.score(score.column()))));
                html.row(id, cells);
                id = null; // an address is there once
            }
        }
        String meanings = notes ? " EMPTY_PRED: the class was missed; EMPTY_REF: it is in the prediction only;"
            + " EMPTY_BOTH: it is in neither." : "";
        return html + "<p class=\"note\">Names lead to pictures." + meanings + "</p>\n";
    }

    /** What is out of the ordinary about a row. */
    private static String note(ScoresRow row) {
        String status = row.status() == Status.OK || row.status() == Status.FAILED ? "" : row.status().name();
        return status.isEmpty() || row.reason().isEmpty() ? status + row.reason() : status + "; " + row.reason();
    }
}
