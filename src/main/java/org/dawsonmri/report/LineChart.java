package org.dawsonmri.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.util.List;

/** Lines over two axes that begin at 0, on white, drawn without a display and without the computer's fonts. */
public final class LineChart {

    private static final int LEFT = 94;
    private static final int RIGHT = 36;
    private static final int TOP = 34;
    private static final int BOTTOM = 54;
    private static final Color GRID = new Color(225, 225, 225);

    /**
     * One line.
     *
     * @param xs not below 0, ascending
     * @param ys as many; not below 0
     */
    public record Line(Color colour, double[] xs, double[] ys) {
    }

    private LineChart() {
    }

    /** Draws a chart with its upper left corner at (x, y). A single point becomes a dot. */
    public static void draw(Graphics2D graphics, int x, int y, int width, int height, String title, String xTitle,
        List<Line> lines) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int w = width - LEFT - RIGHT;
        int h = height - TOP - BOTTOM;
        Axis up = Axis.upTo(largest(lines.stream().map(Line::ys).toList()));
        Axis across = Axis.upTo(largest(lines.stream().map(Line::xs).toList()));
        double xMax = largest(lines.stream().map(Line::xs).toList());
        g.translate(x + LEFT, y + TOP);
        centred(g, title, w / 2, -TOP + 8);
        centred(g, xTitle, w / 2, h + BOTTOM - PictureFont.HEIGHT - 6);
        for (double v : up.ticks()) {
            int at = (int) Math.round(h - up.position(v) * h);
            grid(g, 0, at, w, at);
            PictureFont.drawPlain(g, up.text(v), -PictureFont.width(up.text(v)) - 10, at - PictureFont.HEIGHT / 2,
                Color.BLACK);
        }
        for (double v = 0; v <= xMax * 1.0001; v += across.step()) { // NB: the axis ends with the last point
            int at = (int) Math.round(v / xMax * w);
            grid(g, at, 0, at, h);
            centred(g, across.text(v), at, h + 8);
        }
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke(1));
        g.drawRect(0, 0, w, h);
        lines.forEach(line -> draw(g, line, w / xMax, h / up.max(), h));
        g.dispose();
    }

    // -- Helper methods --

    private static void draw(Graphics2D g, Line line, double sx, double sy, int h) {
        if (line.xs().length == 0) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(line.xs()[0] * sx, h - line.ys()[0] * sy);
        for (int i = 0; i < line.xs().length; i++) {
            path.lineTo(line.xs()[i] * sx, h - line.ys()[i] * sy);
        }
        g.setColor(line.colour());
        g.setStroke(new BasicStroke(line.xs().length == 1 ? 6 : 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
    }

    private static void grid(Graphics2D g, int x1, int y1, int x2, int y2) {
        g.setColor(GRID);
        g.setStroke(new BasicStroke(1));
        g.drawLine(x1, y1, x2, y2);
    }

    private static void centred(Graphics2D g, String text, int x, int y) {
        PictureFont.drawPlain(g, text, x - PictureFont.width(text) / 2, y, Color.BLACK);
    }

    private static double largest(List<double[]> all) {
        double largest = all.stream().flatMapToDouble(java.util.Arrays::stream).max().orElse(0);
        return largest > 0 ? largest : 1;
    }
}
