package org.dawsonmri.evaluate.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pieces of HTML, and the page around them with its style and its script. */
public final class Html {

    private Html() {
    }

    /** Text as it may stand between and in tags. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** A tag around text, which is escaped. */
    static String tag(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">\n";
    }

    static String link(String href, String text) {
        return "<a href=\"" + escape(href) + "\">" + escape(text) + "</a>";
    }

    /** A number for a table: as many decimals as it needs, – for NaN and ∞ without end. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.001 || size == 0 ? 3 : 5;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }

    /** A p value. */
    static String p(double value) {
        return Double.isNaN(value) ? "–" : value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A page that needs nothing but itself. */
    static String page(String title, String subtitle, List<Section> sections) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append(tag("title", title)).append("<style>\n").append(resource("report.css")).append("</style>\n</head>\n"
            + "<body>\n<header>\n").append(tag("h1", title)).append(tag("p", subtitle)).append("<nav>");
        List<String> links = new ArrayList<>();
        sections.forEach(section -> links.add(link("#" + section.id(), section.title())));
        page.append(String.join(" ", links)).append("</nav>\n</header>\n<main>\n");
        for (Section section : sections) {
            page.append("<section id=\"").append(section.id()).append("\">\n").append(tag("h2", section.title()))
                .append(section.content()).append("</section>\n");
        }
        return page.append("</main>\n<script>\n").append(resource("sort.js")).append("</script>\n</body>\n</html>\n")
            .toString();
    }

    /**
     * A part of the page that the line of links at its top leads to.
     *
     * @param id its address in the page
     * @param title its heading
     * @param content its HTML
     */
    record Section(String id, String title, String content) {
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) { // NB: it lies in the same jar as this class
            throw new UncheckedIOException(e);
        }
    }

    /** An HTML table in the making. Cells beyond the first {@code texts} columns are numbers, flush right. */
    static final class HtmlTable {

        private final StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n");
        private final int texts;

        /**
         * @param texts how many columns from the left hold text
         * @param headings of the columns
         */
        HtmlTable(int texts, List<String> headings) {
            this.texts = texts;
            html.append("<thead><tr>");
            for (int i = 0; i < headings.size(); i++) {
                html.append(i < texts ? "<th>" : "<th class=\"n\">").append(Html.escape(headings.get(i)))
                    .append("</th>");
            }
            html.append("</tr></thead>\n<tbody>\n");
        }

        /**
         * Adds a row.
         *
         * @param id its address in the page, or null
         * @param cells HTML, escaped already
         */
        HtmlTable row(String id, List<String> cells) {
            html.append(id == null ? "<tr>" : "<tr id=\"" + id + "\">");
            for (int i = 0; i < cells.size(); i++) {
                html.append(i < texts ? "<td>" : "<td class=\"n\">").append(cells.get(i)).append("</td>");
            }
            html.append("</tr>\n");
            return this;
        }

        @Override
        public String toString() {
            return html + "</tbody></table></div>\n";
        }
    }
}
