package org.dawsonmri.report;

import org.dawsonmri.Attempts;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ScoresRow;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.report.PictureSource.CaseVolumes;
import org.dawsonmri.score.Score;
import org.dawsonmri.score.Status;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Pictures of cases as figures with their scores. */
final class Gallery {

    private static final int MOST = 40;

    private final Map<String, String> pictures; // case to data URI

    private Gallery(Map<String, String> pictures) {
        this.pictures = pictures;
    }

    /** Draws the worst and the best of the cases, at most {@value #MOST}. A case without volumes has no picture. */
    static Gallery draw(List<String> worstFirst, PictureSource source, Progress progress) {
        Set<String> chosen = new LinkedHashSet<>(worstFirst.subList(0, Math.min(MOST / 2, worstFirst.size())));
        for (int i = worstFirst.size() - 1; i >= 0 && chosen.size() < MOST; i--) {
            chosen.add(worstFirst.get(i));
        }
        Map<String, String> pictures = new LinkedHashMap<>();
        for (String name : chosen) {
            progress.checkCancelled();
            progress.update(pictures.size(), chosen.size(), "pictures");
            String picture = picture(name, source, progress);
            if (picture != null) {
                pictures.put(name, picture);
            }
        }
        return new Gallery(pictures);
    }

    /** One case's picture as a data URI, or null if it cannot be drawn. */
    static String picture(String name, PictureSource source, Progress progress) {
        return Attempts.attempt(name, () -> {
            CaseVolumes volumes = source.volumes(name, progress);
            return volumes == null ? null : CasePicture.toDataUri(CasePicture.of(volumes));
        }, reason -> { // its row says so, too
            progress.warning(reason + "; the report has no picture of " + name);
            return null;
        });
    }

    Set<String> cases() {
        return pictures.keySet();
    }

    /** Figures of some cases, each linked with its row. */
    String figures(List<String> names, ScoresTable table, CaseLinks links) {
        StringBuilder html = new StringBuilder("<div class=\"cases\">\n");
        for (String name : names) {
            html.append("<figure class=\"case\" id=\"").append(links.pictureId(name)).append("\"><figcaption><b>")
                .append(Html.escape(name)).append("</b> ").append(scores(name, table))
                .append(" <span class=\"screen\">")
                .append(Html.link("#" + links.rowId(name), "its row")).append("</span></figcaption>")
                .append(image(pictures.get(name), name)).append("</figure>\n");
        }
        return html.append("</div>\n").toString();
    }

    static String image(String dataUri, String name) {
        return "<img alt=\"slices of " + Html.escape(name) + " with reference and prediction\" src=\""
            + dataUri + "\">";
    }

    /** What the colours mean. */
    static String legend() {
        StringBuilder html = new StringBuilder("<p class=\"note\">Above, outlines on the scan:");
        html.append(key(CasePicture.REFERENCE, "reference")).append(key(CasePicture.PREDICTION, "prediction."))
            .append(" Below:");
        for (Agreement agreement : Agreement.values()) {
            html.append(key(agreement.colour(), agreement.text()));
        }
        return html.append("<br>Axial slices around the labels, from bottom to top; front of the head up, the patient's"
            + " right on the left; numbers count slices from the feet, from 0.</p>\n").toString();
    }

    private static String key(Color colour, String text) {
        return String.format(Locale.ROOT,
            " <span class=\"keyed\"><span class=\"key\" style=\"background:#%06x\"></span>%s</span>",
            colour.getRGB() & 0xffffff, text);
    }

    private static String scores(String name, ScoresTable table) {
        Score primary = Score.primary(table.scores());
        if (primary == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (ScoresRow row : table.rows()) {
            if (row.caseName().equals(name)) {
                parts.add((row.className().isEmpty() ? "class " + row.labelText() : Html.escape(row.className())) + ": "
                    + primary.title() + " " + Html.number(row.score(primary.column())));
            }
        }
        return String.join(" · ", parts);
    }

    /**
     * The cases of a report from worst to best, and where in the page they are.
     *
     * @param order names, worst first by the mean of the primary score over classes; cases without one last
     * @param pictured those of them that have a picture
     */
    record CaseLinks(List<String> order, Set<String> pictured) {

        /**
         * The cases of a table that were measured, worst first; those where the primary score is undefined come last.
         */
        static List<String> worstFirst(ScoresTable table) {
            Score primary = Score.primary(table.scores());
            Map<String, double[]> sums = new HashMap<>(); // badness and how many classes
            List<String> names = new ArrayList<>();
            for (ScoresRow row : table.rows()) {
                if (row.status() != Status.FAILED) {
                    if (!names.contains(row.caseName())) {
                        names.add(row.caseName());
                    }
                    double badness = primary == null ? Double.NaN
                        : primary.direction().badness(row.score(primary.column()));
                    double[] sum = sums.computeIfAbsent(row.caseName(), name -> new double[2]);
                    sum[0] += Double.isNaN(badness) ? 0 : badness;
                    sum[1] += Double.isNaN(badness) ? 0 : 1;
                }
            }
            names.sort(Comparator.comparingDouble(name -> {
                double[] sum = sums.get(name);
                return sum[1] == 0 ? Double.POSITIVE_INFINITY : -sum[0] / sum[1];
            }));
            return names;
        }

        String rowId(String name) {
            return "row-" + order.indexOf(name);
        }

        String pictureId(String name) {
            return "picture-" + order.indexOf(name);
        }

        /** Where a case is seen: its picture, or else its row. */
        String href(String name) {
            return "#" + (pictured.contains(name) ? pictureId(name) : rowId(name));
        }
    }
}
