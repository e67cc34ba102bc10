package org.dawsonmri.imagej.image;

import org.dawsonmri.volume.Volume;

import ij.process.LUT;

import java.awt.Color;
import java.util.BitSet;

/** Recognises label maps and gives each label a colour of its own: 0 black, the others as different as possible. */
public final class LabelColours {

    private static final int MAX_LABEL = 65_535;
    /** A scan of few grey levels has more values than this, a segmentation hardly ever. */
    private static final int MAX_DISTINCT = 64;

    private LabelColours() {
    }

    /** True if all voxels are whole numbers from 0 to 65535, background is among them and few different ones occur. */
    static boolean isLabelMap(Volume volume) {
        BitSet seen = new BitSet();
        int distinct = 0;
        for (float v : volume.voxels()) {
            if (!(v >= 0 && v <= MAX_LABEL) || v != (int) v) {
                return false;
            }
            if (!seen.get((int) v)) {
                seen.set((int) v);
                distinct++;
                if (distinct > MAX_DISTINCT) {
                    return false;
                }
            }
        }
        return seen.get(0);
    }

    /** Colour of a label; black for 0. */
    public static Color of(int label) {
        if (label == 0) {
            return Color.BLACK;
        }
        return Glasbey.of(label - 1);
    }

    /** A lookup table for labels 0 to {@code max} spread over 256 entries, as ImageJ does with a range of 0 to max;
     * beyond 255, labels next to each other share an entry. */
    static LUT lut(int max) {
        byte[] r = new byte[256];
        byte[] g = new byte[256];
        byte[] b = new byte[256];
        for (int i = 0; i < 256; i++) {
            Color colour = of(Math.round(i * max / 255f));
            r[i] = (byte) colour.getRed();
            g[i] = (byte) colour.getGreen();
            b[i] = (byte) colour.getBlue();
        }
        return new LUT(r, g, b);
    }
}
