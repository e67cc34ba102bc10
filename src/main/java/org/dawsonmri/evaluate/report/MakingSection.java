package org.dawsonmri.evaluate.report;

/** The last part of every report. */
final class MakingSection {

    private MakingSection() {
    }

    static String of(Making making) {
        StringBuilder html = new StringBuilder("<table><tbody>\n");
        making.facts().forEach((what, how) -> html.append("<tr><td>").append(Html.escape(what))
            .append("</td><td class=\"facts\">").append(Html.escape(how)).append("</td></tr>\n"));
        return html + "</tbody></table>\n";
    }
}
