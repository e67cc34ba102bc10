package org.dawsonmri.evaluate.report;

import java.util.List;

/** An HTML table in the making. Cells beyond the first {@code texts} columns are numbers, flush right. */
final class HtmlTable {

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
            html.append(i < texts ? "<th>" : "<th class=\"n\">").append(Html.escape(headings.get(i))).append("</th>");
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
