package org.dawsonmri.imagej.image;

import java.awt.Color;

/**
 * Colours that are as different from each other as possible, in the manner of Glasbey, van der Heijden, Toh and Gray
 * (Color Research and Application 32, 2007): each next colour is the one of a fine grid whose nearest neighbour among
 * those chosen before is farthest away in CIELAB. Black, white and greys count as chosen, so that no label looks like
 * the scan under it, and dark colours are left out. The first one, the only one in many segmentations, is a bright
 * green that stands out from both a scan and {@link HeatOverlay}.
 */
public final class Glasbey {

    /** As many as an 8-bit label map can show. */
    public static final int COUNT = 255;

    private static final int LEVELS = 16;
    private static final double LEAST_LIGHTNESS = 45;
    private static final int GREYS = 9;
    private static final int FIRST = 0x00ee00;

    private static final int[] COLOURS = choose();

    private Glasbey() {
    }

    /** The colour of a number from 0; after {@value #COUNT} they begin anew. */
    public static Color of(int number) {
        return new Color(COLOURS[number % COUNT]);
    }

    /** CIELAB coordinates (L from 0 to 100) of an sRGB colour with the white point D65. */
    public static double[] lab(int rgb) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0890);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    // -- Helper methods --

    private static int[] choose() {
        int candidates = LEVELS * LEVELS * LEVELS;
        double[][] labs = new double[candidates][];
        double[] nearest = new double[candidates];
        for (int i = 0; i < candidates; i++) {
            labs[i] = lab(rgb(i));
            nearest[i] = labs[i][0] < LEAST_LIGHTNESS ? -1 : Double.MAX_VALUE; // −1 is never the farthest
        }
        for (int grey = 0; grey < GREYS; grey++) {
            int level = Math.round(255f * grey / (GREYS - 1));
            approach(nearest, labs, lab(level << 16 | level << 8 | level));
        }
        int[] chosen = new int[COUNT];
        chosen[0] = FIRST;
        approach(nearest, labs, lab(FIRST));
        for (int n = 1; n < COUNT; n++) {
            int farthest = 0;
            for (int i = 1; i < candidates; i++) {
                farthest = nearest[i] > nearest[farthest] ? i : farthest;
            }
            chosen[n] = rgb(farthest);
            approach(nearest, labs, labs[farthest]);
        }
        return chosen;
    }

    private static void approach(double[] nearest, double[][] labs, double[] to) {
        for (int i = 0; i < nearest.length; i++) {
            double l = labs[i][0] - to[0];
            double a = labs[i][1] - to[1];
            double b = labs[i][2] - to[2];
            nearest[i] = Math.min(nearest[i], l * l + a * a + b * b);
        }
    }

    private static int rgb(int candidate) {
        int step = 255 / (LEVELS - 1);
        return candidate % LEVELS * step << 16 | candidate / LEVELS % LEVELS * step << 8
            | candidate / LEVELS / LEVELS * step;
    }

    private static double linear(int level) {
        double v = level / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double root(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}
