package org.dawsonmri.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.stream.IntStream;

/**
 * Text in pictures: DejaVu Sans, filled as outlines. {@code java.awt.Font} would need native libraries and fonts, which
 * servers and small Java images lack, and would look different on every computer.
 */
public final class PictureFont {

    /** Of a line in pixels, from the accent of a capital to the lowest descender. */
    public static final int HEIGHT = 19;

    private static final int SIZE = 16;
    private static final int BASE_LINE = 15;
    private static final float RIM = 3.4f;
    private static final String CUT = "…";

    private PictureFont() {
    }

    /** Draws text in white on a black rim, its line's upper left corner at (x, y). */
    public static void draw(Graphics2D graphics, String text, int x, int y) {
        draw(graphics, outline(text, x, y), Color.WHITE, true);
    }

    /** The same in one colour without a rim, for light grounds. */
    public static void drawPlain(Graphics2D graphics, String text, int x, int y, Color colour) {
        draw(graphics, outline(text, x, y), colour, false);
    }

    /** How wide a text is, in whole pixels. */
    public static int width(String text) {
        return (int) Math.ceil(scale() * codePoints(text).mapToDouble(c -> GlyphTable.of(c).advance()).sum());
    }

    /** A text, or as much of both its ends as fits into a width around an ellipsis: names differ at their ends. */
    public static String fitting(String text, int width) {
        int[] all = codePoints(text).toArray();
        int n = all.length;
        String cut = text;
        while (n > 0 && width(cut) > width) {
            n--;
            cut = new String(all, 0, (n + 1) / 2) + CUT + new String(all, all.length - n / 2, n / 2);
        }
        return cut;
    }

    // -- Helper methods --

    /** What is filled when a text is drawn at (x, y). */
    static Shape outline(String text, int x, int y) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        AffineTransform place = new AffineTransform(scale(), 0, 0, scale(), x, y + BASE_LINE);
        codePoints(text).mapToObj(GlyphTable::of).forEach(glyph -> {
            outline.append(glyph.outline().getPathIterator(place), false);
            place.translate(glyph.advance(), 0);
        });
        return outline;
    }

    private static void draw(Graphics2D graphics, Shape outline, Color colour, boolean rim) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (rim) {
            g.setColor(Color.BLACK);
            g.setStroke(new BasicStroke(RIM, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(outline);
        }
        g.setColor(colour);
        g.fill(outline);
        g.dispose();
    }

    /** Composed: macOS gives file names as letters and accents apart. */
    private static IntStream codePoints(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).codePoints();
    }

    private static double scale() {
        return (double) SIZE / GlyphTable.UNITS;
    }

    /**
     * The outlines of DejaVu Sans for Latin, Greek and Cyrillic letters and signs of measure, read from a table: a line
     * for each character with its code point in hexadecimal digits, its advance and its outline as SVG path data, in
     * units of which an em has {@value #UNITS}, y downwards from the base line.
     */
    static final class GlyphTable {

        /** Of an em. */
        static final int UNITS = 2048;
        /** Is drawn for a character that the table lacks: an empty square. */
        static final int MISSING = '□';

        private static final String TABLE = "dejavu-sans.tsv";
        private static final Map<Integer, Glyph> GLYPHS = read();

        /** One character. @param advance from its origin to that of the next */
        record Glyph(double advance, Path2D outline) {
        }

        private GlyphTable() {
        }

        static Glyph of(int codePoint) {
            return GLYPHS.getOrDefault(codePoint, GLYPHS.get(MISSING));
        }

        // -- Helper methods --

        private static Map<Integer, Glyph> read() {
            Map<Integer, Glyph> glyphs = new HashMap<>();
            try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(GlyphTable.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] cells = line.split("\t", -1);
                    glyphs.put(Integer.parseInt(cells[0], 16), new Glyph(Double.parseDouble(cells[1]), path(cells[2])));
                }
            } catch (IOException e) { // NB: part of this jar
                throw new UncheckedIOException(e);
            }
            return glyphs;
        }

        /** Of M, L, Q and Z, all that TrueType has. */
        private static Path2D path(String data) {
            Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
            StringTokenizer tokens = new StringTokenizer(data);
            while (tokens.hasMoreTokens()) {
                switch (tokens.nextToken()) {
                    case "M" -> path.moveTo(next(tokens), next(tokens));
                    case "L" -> path.lineTo(next(tokens), next(tokens));
                    case "Q" -> path.quadTo(next(tokens), next(tokens), next(tokens), next(tokens));
                    default -> path.closePath();
                }
            }
            return path;
        }

        private static double next(StringTokenizer tokens) {
            return Double.parseDouble(tokens.nextToken());
        }
    }
}
