package org.dawsonmri.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Pictures of a 4 × 3 slice; a pixel of it becomes 90 × 90 pixels, turned by 180°. */
class SlicePictureTest {

    private static final int SCALE = 90;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 3;

    private final float[] pixels = new float[WIDTH * HEIGHT];
    private final float[] labels = new float[WIDTH * HEIGHT];

    @Test
    void frontIsUpAndRightIsLeft() {
        pixels[0] = 1; // x = 0 is the patient's left, y = 0 the back
        BufferedImage picture = picture().input();
        assertEquals(WIDTH * SCALE, picture.getWidth());
        assertEquals(HEIGHT * SCALE, picture.getHeight());
        assertEquals(Color.WHITE, at(picture, 3, 2));
        assertEquals(Color.BLACK, at(picture, 0, 0));
    }

    @Test
    void tintIsTheProbability() {
        float[] foreground = new float[pixels.length];
        Arrays.fill(foreground, 0.5f);
        BufferedImage picture = picture().prediction(foreground, new float[pixels.length]);
        // 0.55 · ½ of (255, 120, 0) over black; 0.5 is grey level 128 of 255.
        Color expected = new Color((int) Math.round(0.55 * 128 / 255 * 255), (int) Math.round(0.55 * 128 / 255 * 120),
            0);
        assertEquals(expected, at(picture, 1, 1));
    }

    @Test
    void outlinesLieOnTheEdges() {
        labels[1] = 1; // from the left the third in the lowest row of the picture
        float[] classes = new float[pixels.length];
        classes[2] = 1; // the second
        BufferedImage reference = picture().reference();
        assertTrue(isLike(SlicePicture.REFERENCE, reference, 3 * SCALE, (int) (2.5 * SCALE)));
        BufferedImage both = picture().prediction(new float[pixels.length], classes);
        assertTrue(isLike(SlicePicture.REFERENCE, both, 3 * SCALE, (int) (2.5 * SCALE)));
        assertTrue(isLike(SlicePicture.PREDICTION, both, SCALE, (int) (2.5 * SCALE)));
        assertEquals(Color.BLACK, at(both, 0, 0));
    }

    @Test
    void montageHasTilesInRowsAndColumns() {
        BufferedImage red = filled(Color.RED, 520, 260);
        BufferedImage blue = filled(Color.BLUE, 100, 100);
        BufferedImage montage = Montage.of(List.of("1", "13"),
            List.of(Arrays.asList(red, blue), Arrays.asList(null, red)));
        assertEquals(4 + 2 * 264, montage.getWidth());
        int heading = montage.getHeight() - 2 * 264;
        assertEquals(Color.RED.getRGB(), montage.getRGB(134, heading + 130));
        assertEquals(Color.BLACK.getRGB(), montage.getRGB(134, heading + 30), "a wide picture keeps its proportions");
        assertEquals(Color.BLUE.getRGB(), montage.getRGB(398, heading + 30));
        assertEquals(Color.BLACK.getRGB(), montage.getRGB(134, heading + 264 + 130), "no picture");
        assertEquals(Color.RED.getRGB(), montage.getRGB(398, heading + 264 + 130));
        assertTrue(countWhite(montage, 4, heading) > 5 && countWhite(montage, 268, heading) > 15, "headings");
    }

    private SlicePicture picture() {
        return new SlicePicture(WIDTH, HEIGHT, pixels, labels, "sub_ä 7");
    }

    /** The middle of a pixel of the slice, counted in the picture. */
    private static Color at(BufferedImage picture, int column, int row) {
        return new Color(picture.getRGB(column * SCALE + SCALE / 2, row * SCALE + SCALE / 2));
    }

    private static boolean isLike(Color expected, BufferedImage picture, int x, int y) {
        Color c = new Color(picture.getRGB(x, y));
        return Math.abs(c.getRed() - expected.getRed()) < 70 && Math.abs(c.getBlue() - expected.getBlue()) < 70
            && Math.abs(c.getGreen() - expected.getGreen()) < 70;
    }

    private static BufferedImage filled(Color colour, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, colour.getRGB());
            }
        }
        return picture;
    }

    private static long countWhite(BufferedImage picture, int left, int height) {
        long white = 0;
        for (int y = 0; y < height; y++) {
            for (int x = left; x < left + 40; x++) {
                white += new Color(picture.getRGB(x, y)).getGreen() > 128 ? 1 : 0;
            }
        }
        return white;
    }
}
