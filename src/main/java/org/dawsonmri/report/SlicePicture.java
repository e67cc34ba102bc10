package org.dawsonmri.report;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Pictures of one slice as a network sees it, with square pixels: the reference's outline in cyan, the prediction's in
 * orange, over a tint in orange that is as strong as the probability of not being background. Axial slices of a scan in
 * RAS order have the front up and the patient's right on the left.
 */
public final class SlicePicture {

    static final Color REFERENCE = new Color(0, 220, 255);
    static final Color PREDICTION = new Color(255, 120, 0);

    private static final int LEAST_SIDE = 360;
    private static final double TAIL = 0.005;
    private static final double TINT = 0.55;
    private static final int MARGIN = 4;

    private final Geometry plane;
    private final Volume image;
    private final Volume labels;
    private final SliceView view;
    private final double[] range;
    private final String title;

    /**
     * @param pixels width × height intensities, x fastest
     * @param labels class of each pixel, 0 background
     * @param title to write into a corner
     */
    public SlicePicture(int width, int height, float[] pixels, float[] labels, String title) {
        this.plane = Geometry.ofSpacing(width, height, 1, 1, 1, 1);
        this.image = new Volume(plane, pixels, "slice");
        this.labels = new Volume(plane, labels, "labels");
        int scale = Math.max(1, (LEAST_SIDE + Math.max(width, height) - 1) / Math.max(width, height));
        this.view = new SliceView(width, height, scale, scale);
        this.range = range(pixels);
        this.title = title;
    }

    /** The slice alone. */
    public BufferedImage input() {
        BufferedImage picture = view.grey(image, 0, range);
        mark(picture);
        return picture;
    }

    /** The slice with the reference's outline. */
    public BufferedImage reference() {
        BufferedImage picture = view.grey(image, 0, range);
        outline(picture, labels, REFERENCE, 2);
        mark(picture);
        return picture;
    }

    /**
     * The slice with reference and prediction.
     *
     * @param foreground probability of not being background, for each pixel
     * @param classes the predicted class of each pixel
     */
    public BufferedImage prediction(float[] foreground, float[] classes) {
        BufferedImage picture = view.grey(image, 0, range);
        BufferedImage strength = view.grey(new Volume(plane, foreground, "probability"), 0, new double[] {0, 1});
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                double share = TINT * (strength.getRGB(x, y) & 0xff) / 255;
                picture.setRGB(x, y, blend(picture.getRGB(x, y), PREDICTION.getRGB(), share));
            }
        }
        outline(picture, labels, REFERENCE, 3);
        outline(picture, new Volume(plane, classes, "prediction"), PREDICTION, 1.3f);
        mark(picture);
        return picture;
    }

    // -- Helper methods --

    private void outline(BufferedImage picture, Volume classes, Color colour, float width) {
        Graphics2D graphics = picture.createGraphics();
        view.outline(graphics, classes, 0, colour, width);
        graphics.dispose();
    }

    private void mark(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        PictureFont.draw(graphics, PictureFont.fitting(title, picture.getWidth() - 2 * MARGIN), MARGIN,
            picture.getHeight() - MARGIN - PictureFont.HEIGHT);
        graphics.dispose();
    }

    private static int blend(int below, int above, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double level = (1 - share) * (below >> shift & 0xff) + share * (above >> shift & 0xff);
            rgb |= (int) Math.round(level) << shift;
        }
        return rgb;
    }

    /** Black and white: a few pixels are far brighter than all others. */
    private static double[] range(float[] pixels) {
        float[] sorted = pixels.clone();
        Arrays.sort(sorted);
        double low = sorted[(int) Math.floor(TAIL * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))];
        return new double[] {low, high > low ? high : low + 1};
    }
}
