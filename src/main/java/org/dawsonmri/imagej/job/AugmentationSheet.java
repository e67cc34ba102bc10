package org.dawsonmri.imagej.job;

import org.dawsonmri.augment.BiasField;
import org.dawsonmri.augment.Blur;
import org.dawsonmri.augment.ChannelShift;
import org.dawsonmri.augment.ElasticDeformation;
import org.dawsonmri.augment.Gamma;
import org.dawsonmri.augment.GaussianNoise;
import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.augment.ResizedCrop;
import org.dawsonmri.augment.Rotation;
import org.dawsonmri.augment.Transform;
import org.dawsonmri.imagej.image.OverlayPictures;
import org.dawsonmri.report.PictureFont;
import org.dawsonmri.report.SliceView;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A contact sheet of one channel of slices, each under its title and with its labels outlined, all in the same grey
 * scale: black is the first slice's background, white the brightest half per cent of its tissue.
 */
final class AugmentationSheet {

    private static final int COLUMNS = 4;
    private static final int TILE = 340;
    private static final int GAP = 6;
    private static final int TITLE = PictureFont.HEIGHT + 9;
    private static final double WHITE = 0.995;

    /** A slice and what to write above it. */
    record Tile(String title, LabelledImage sample) {
    }

    private AugmentationSheet() {
    }

    /** How many tiles fill whole rows, at least {@code n}. */
    static int fill(int n) {
        return (n + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    /**
     * Draws the sheet.
     *
     * @param tiles at least one, the first is the slice as it is
     * @param sx size of a pixel along x in mm
     * @param sy the same along y
     */
    static BufferedImage draw(List<Tile> tiles, int channel, double sx, double sy) {
        LabelledImage first = tiles.get(0).sample();
        double scale = TILE / Math.max(first.width() * sx, first.height() * sy);
        SliceView view = new SliceView(first.width(), first.height(), sx * scale, sy * scale);
        int width = view.width() + GAP;
        int height = view.height() + TITLE + GAP;
        int columns = Math.min(COLUMNS, tiles.size());
        int rows = (tiles.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * width + GAP, rows * height + GAP,
            BufferedImage.TYPE_INT_RGB);
        double[] range = range(first, channel);
        for (int i = 0; i < tiles.size(); i++) {
            int left = GAP + i % columns * width;
            int top = GAP + i / columns * height;
            Graphics2D cell = (Graphics2D) sheet.createGraphics().create(left, top, width, height);
            PictureFont.draw(cell, PictureFont.fitting(tiles.get(i).title(), view.width() - 4), 2,
                (TITLE - PictureFont.HEIGHT) / 2);
            cell.translate(0, TITLE);
            cell.clipRect(0, 0, view.width(), view.height());
            draw(cell, tiles.get(i).sample(), channel, view, range);
            cell.dispose();
        }
        return sheet;
    }

    /** What a drawn transform does, in a few characters. */
    static String parameters(Transform t) {
        if (t instanceof Rotation rotation) {
            return number("%.0f°", rotation.degrees());
        } else if (t instanceof ResizedCrop crop) {
            return crop.boxWidth() + "×" + crop.boxHeight();
        } else if (t instanceof ElasticDeformation elastic) {
            return number("%.0f", elastic.alpha()) + "/" + number("%.1f", elastic.sigma());
        } else if (t instanceof BiasField field) {
            return number("%.2f", Collections.max(field.coefficients().stream().map(Math::abs).toList()));
        } else if (t instanceof Gamma gamma) {
            return number("%.2f", gamma.gammas().get(0));
        } else if (t instanceof Blur blur) {
            return number("%.2f", blur.sigma());
        } else if (t instanceof GaussianNoise noise) {
            return number("%.2f", noise.share());
        } else if (t instanceof ChannelShift shift) {
            return number("%+.2f", shift.share());
        }
        return "";
    }

    // -- Helper methods --

    private static void draw(Graphics2D cell, LabelledImage sample, int channel, SliceView view, double[] range) {
        Geometry plane = Geometry.ofSpacing(sample.width(), sample.height(), 1, 1, 1, 1);
        float[] grey = new float[sample.pixels()];
        float[] labels = new float[grey.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = sample.images()[i * sample.channels() + channel];
            labels[i] = sample.labels()[i];
        }
        cell.drawImage(view.grey(new Volume(plane, grey, "slice"), 0, range), 0, 0, null);
        view.outline(cell, new Volume(plane, labels, "labels"), 0, OverlayPictures.PREDICTION, 1.3f);
    }

    private static double[] range(LabelledImage sample, int channel) {
        int n = sample.channels();
        float[] tissue = new float[sample.pixels()];
        int count = 0;
        for (int i = 0; i < tissue.length; i++) {
            if (sample.isTissue(i)) {
                tissue[count++] = sample.images()[i * n + channel];
            }
        }
        float low = sample.air(channel);
        Arrays.sort(tissue, 0, count);
        float high = count == 0 ? low : tissue[(int) (WHITE * (count - 1))];
        return new double[] {low, high > low ? high : low + 1};
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
