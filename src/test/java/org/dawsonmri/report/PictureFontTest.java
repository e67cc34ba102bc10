package org.dawsonmri.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Text in pictures, also in a Java that has no fonts. */
class PictureFontTest {

    private static final List<String> TEXTS = List.of("Ag", "ÅŹÜgqjç", "CPU temperature (°C) – training", "0123456789",
        "+0.10 %", "86×93 µm²", "Łukasz λ Жи", "_/|[]{}");

    @Test
    void textStaysInItsBox() {
        for (String text : TEXTS) {
            Rectangle2D bounds = PictureFont.outline(text, 100, 50).getBounds2D();
            int width = PictureFont.width(text);
            assertTrue(new Rectangle2D.Double(99, 50, width + 2, PictureFont.HEIGHT).contains(bounds),
                () -> text + " covers " + bounds + " of " + width + " x " + PictureFont.HEIGHT);
        }
    }

    @Test
    void digitsAreOfOneWidthAndLettersAreNot() {
        for (char digit = '1'; digit <= '9'; digit++) {
            assertEquals(PictureFont.width("00"), PictureFont.width("" + digit + digit));
        }
        assertTrue(PictureFont.width("mmm") > 2 * PictureFont.width("iii"));
        assertEquals(0, PictureFont.width(""));
    }

    @Test
    void everyLetterIsItself() {
        Set<String> seen = new HashSet<>();
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüßéµ%()_-";
        for (String letter : letters.split("")) {
            assertTrue(seen.add(pixels(letter)), letter + " looks like another");
        }
    }

    @Test
    void edgesAreSmooth() {
        assertTrue(Arrays.stream(picture("e", false).getRGB(0, 0, 40, 40, null, 0, 40)).distinct().count() > 10);
    }

    @Test
    void accentsOfMacFileNamesAreComposed() {
        assertEquals(pixels("Größe"), pixels("Gro\u0308ße"));
    }

    @Test
    void whatTheFontLacksIsASquare() {
        assertEquals(pixels("□"), pixels("脳"));
        assertEquals(pixels("□"), pixels("\ud83e\udde0"));
        assertNotEquals(pixels("□"), pixels("a"));
    }

    @Test
    void longTextKeepsBothEnds() {
        assertEquals("sub-07 12", PictureFont.fitting("sub-07 12", PictureFont.width("sub-07 12")));
        String cut = PictureFont.fitting("sub-with-a-name-that-goes-on-and-on 12", 150);
        assertTrue(cut.startsWith("sub-with") && cut.endsWith("-on 12") && cut.contains("…"), cut);
        assertTrue(PictureFont.width(cut) <= 150 && PictureFont.width(cut) > 130, cut);
        assertEquals("…", PictureFont.fitting("anything", 1));
    }

    @Test
    void aRimMakesTextReadableOnWhite() {
        int[] pixels = picture("I", true).getRGB(0, 0, 40, 40, null, 0, 40);
        assertTrue(Arrays.stream(pixels).anyMatch(p -> p == Color.BLACK.getRGB()));
    }

    @Test
    void aChartKeepsItsTextInside() {
        BufferedImage picture = new BufferedImage(700, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 700, 400);
        LineChart.draw(g, 30, 50, 640, 300, "CPU utilization (% of one core)", "seconds", List.of(
            new LineChart.Line(Color.RED, new double[] {0, 500_000}, new double[] {0, 59_999_999})));
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 700; x++) {
                boolean inside = x >= 30 && x < 670 && y >= 50 && y < 350;
                assertTrue(inside || picture.getRGB(x, y) == Color.WHITE.getRGB(), "at " + x + ", " + y);
            }
        }
        g.dispose();
    }

    /** Whoever draws text with Java's fonts loads their manager, and with it native libraries. */
    @Test
    void javaNeedsNoFonts() throws IOException, InterruptedException {
        List<String> output = watched("outlines");
        assertTrue(output.contains("hash " + hash()), "the same picture as here");
        assertFalse(loadsFonts(output), "java.awt.Font is used");
        assertTrue(loadsFonts(watched("java.awt.Font")), "this test sees what it looks for");
    }

    private static boolean loadsFonts(List<String> output) {
        return output.stream().anyMatch(line -> line.contains(" sun.font.FontManagerFactory "));
    }

    /** What a Java of its own says that draws text. */
    private static List<String> watched(String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true", "-Xlog:class+load", "-cp", System.getProperty("java.class.path"),
            PictureFontTest.class.getName(), how).redirectErrorStream(true).start();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
            .toList();
        process.waitFor();
        return output;
    }

    public static void main(String[] args) {
        if (args[0].equals("outlines")) {
            System.out.println("\nhash " + hash());
        } else {
            new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB).createGraphics().drawString("a", 10, 10);
        }
    }

    private static int hash() {
        return TEXTS.stream().map(PictureFontTest::pixels).toList().hashCode();
    }

    private static String pixels(String text) {
        BufferedImage picture = picture(text, false);
        return Arrays.toString(picture.getRGB(0, 0, picture.getWidth(), 40, null, 0, picture.getWidth()));
    }

    /** On a ground in dark grey. */
    private static BufferedImage picture(String text, boolean rim) {
        BufferedImage picture = new BufferedImage(Math.max(40, PictureFont.width(text) + 20), 40,
            BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(rim ? Color.WHITE : Color.DARK_GRAY);
        g.fillRect(0, 0, picture.getWidth(), 40);
        if (rim) {
            PictureFont.draw(g, text, 10, 10);
        } else {
            PictureFont.drawPlain(g, text, 10, 10, Color.WHITE);
        }
        g.dispose();
        return picture;
    }
}
