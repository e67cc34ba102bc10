package org.dawsonmri.picture;

import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The outlines of DejaVu Sans for Latin, Greek and Cyrillic letters and signs of measure, read from a table: a line for
 * each character with its code point in hexadecimal digits, its advance and its outline as SVG path data, in units of
 * which an em has {@value #UNITS}, y downwards from the base line.
 */
final class GlyphTable {

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
