package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;

import java.awt.Color;
import java.util.List;

/**
 * Probabilities as heat on a scan, from dark red over orange to white, as an ImageJ overlay. What is below 5 % is left
 * open, so that the scan stays visible.
 */
public final class HeatOverlay {

    /** The name it is drawn under. */
    public static final String NAME = "probability";

    private static final int LEVELS = 100;
    private static final int LEAST = 5;

    private HeatOverlay() {
    }

    /**
     * Draws the probability of not being background, in place of an earlier heat.
     *
     * @param classes probabilities of each class but the background, in the scan's grid
     * @param opacity 0 invisible to 1 opaque
     * @throws DawsonException if a value is no probability or the grid is another one than the image's
     */
    public static void draw(ImagePlus image, List<Volume> classes, double opacity, Progress progress) {
        Volume first = classes.get(0);
        float[] levels = new float[first.voxels().length];
        for (int i = 0; i < levels.length; i++) {
            float sum = 0;
            for (Volume one : classes) {
                float p = one.voxels()[i];
                if (!(p >= 0 && p <= 1.0001f)) {
                    throw new DawsonException(first.name() + ": holds the value " + p + " where probabilities from 0 to"
                        + " 1 are expected; give what Dawson Segment saved as probabilities");
                }
                sum += p;
            }
            int level = Math.round(LEVELS * Math.min(1, sum));
            levels[i] = level < LEAST ? 0 : level;
        }
        LabelOverlay.draw(image, first.with(levels), NAME, opacity, HeatOverlay::colour, progress);
    }

    /** Of a probability in percent; black, which stays open, for 0. */
    public static Color colour(int percent) {
        if (percent == 0) {
            return Color.BLACK;
        }
        float t = percent / (float) LEVELS;
        return new Color(clamp(0.35f + 1.4f * t), clamp(1.8f * t - 0.6f), clamp(3 * t - 2));
    }

    private static float clamp(float level) {
        return Math.max(0, Math.min(1, level));
    }
}
