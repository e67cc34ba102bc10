package org.dawsonmri.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.picture.PictureFont.GlyphTable;

import org.junit.jupiter.api.Test;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of outlines is what Java reads from DejaVu Sans 2.37 (Debian's package fonts-dejavu-core). To write it
 * anew: {@code mvn -q -B test -Dtest=GlyphTableTest -Ddawson.rewrite=true}.
 */
class GlyphTableTest {

    private static final Path FONT = Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    private static final long FONT_BYTES = 759_720;
    private static final Path TABLE = Path.of("src/main/resources/org/dawsonmri/picture/dejavu-sans.tsv");
    /** First and last: ASCII, Latin-1 and Latin Extended-A, Greek, Cyrillic. */
    private static final List<int[]> BLOCKS = List.of(new int[] {0x20, 0x7e}, new int[] {0xa0, 0x17f},
        new int[] {0x386, 0x3ce}, new int[] {0x400, 0x45f});
    /** Dashes, quotation marks, bullet, ellipsis, primes, raised and lowered digits, euro, arrows, signs. */
    private static final String SIGNS = "‐‑‒–—‘’“”„•…′″"
        + "⁰⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉"
        + "€←↑→↓↔∆∑−√∞≈≠≤≥□";

    @Test
    void everyGlyphStandsInTheTableOnce() throws IOException {
        List<String> points = Files.readAllLines(TABLE).stream().map(line -> line.split("\t")[0]).toList();
        assertEquals(points.stream().distinct().toList(), points);
        for (char c : "AZaz09%()_-+=/.,:;µ°±×²³äßŁλЖ".toCharArray()) {
            assertTrue(points.contains(String.format("%04x", (int) c)), "no " + c);
        }
    }

    @Test
    void outlinesAreTheFonts() throws IOException, FontFormatException {
        assumeTrue(Files.exists(FONT) && Files.size(FONT) == FONT_BYTES, () -> "there is no " + FONT
            + " of version 2.37");
        Font font = Font.createFont(Font.TRUETYPE_FONT, FONT.toFile()).deriveFont((float) GlyphTable.UNITS);
        String table = IntStream.concat(BLOCKS.stream().flatMapToInt(b -> IntStream.rangeClosed(b[0], b[1])),
            SIGNS.codePoints()).filter(font::canDisplay).mapToObj(c -> line(font, c)).collect(Collectors.joining());
        if (Boolean.getBoolean("dawson.rewrite")) {
            Files.writeString(TABLE, table);
        }
        assertEquals(table, Files.readString(TABLE));
    }

    private static String line(Font font, int codePoint) {
        GlyphVector glyph = font.createGlyphVector(new FontRenderContext(null, true, true),
            Character.toString(codePoint));
        return String.format("%04x\t%s\t%s\n", codePoint, number(glyph.getGlyphMetrics(0).getAdvance()),
            data(glyph.getGlyphOutline(0)));
    }

    private static String data(Shape outline) {
        StringBuilder data = new StringBuilder();
        double[] points = new double[6];
        for (PathIterator i = outline.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(points);
            data.append(' ').append("MLQCZ".charAt(kind));
            int numbers = kind == PathIterator.SEG_CLOSE ? 0 : kind == PathIterator.SEG_QUADTO ? 4 : 2;
            for (int k = 0; k < numbers; k++) {
                data.append(' ').append(number(points[k]));
            }
        }
        return data.toString().strip();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
