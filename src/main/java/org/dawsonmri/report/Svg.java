package org.dawsonmri.report;

import java.util.Locale;

/** A drawing in the making, in pixels with y downwards. Styles are the page's classes. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** @param label what it shows, for readers who do not see it */
    Svg(int width, int height, String label) {
        text.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
            + " aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">%n", width, height, width, height,
            Html.escape(label)));
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>", x1, y1, x2, y2, style);
    }

    Svg rectangle(double x, double y, double width, double height, String style) {
        return add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>", x, y, width, height,
            style);
    }

    /**
     * A point that tells its name when pointed at.
     *
     * @param href where a click leads, or null
     */
    Svg point(double x, double y, String name, String href, String style) {
        String circle = String.format(Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"%s\"><title>%s</title>"
            + "</circle>", x, y, style, Html.escape(name));
        text.append(href == null ? circle : "<a href=\"" + Html.escape(href) + "\">" + circle + "</a>").append('\n');
        return this;
    }

    /** @param anchor start, middle or end */
    Svg words(double x, double y, String words, String anchor, String style) {
        return add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>", x, y, anchor, style,
            Html.escape(words));
    }

    /** Words from bottom to top. */
    Svg upwards(double x, double y, String words, String style) {
        return add("<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\" class=\"%s\">%s</text>",
            x, y, style, Html.escape(words));
    }

    private Svg add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
