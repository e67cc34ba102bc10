package org.dawsonmri.report;

import org.dawsonmri.volume.Volume;

import java.awt.Color;

/** What a voxel's labels in reference and prediction are to each other, in colours that the colour-blind tell apart. */
public enum Agreement {

    /** The same class in both: true positive. */
    AGREED(1, "true positive", new Color(0, 158, 115)),

    /** A class in the prediction, background in the reference: false positive. */
    TOO_MUCH(2, "false positive", new Color(230, 90, 0)),

    /** A class in the reference, background in the prediction: false negative. */
    MISSED(3, "false negative", new Color(60, 160, 255)),

    /** A class in both, but not the same. */
    CONFUSED(4, "other class", new Color(215, 110, 190));

    private final int code;
    private final String text;
    private final Color colour;

    Agreement(int code, String text, Color colour) {
        this.code = code;
        this.text = text;
        this.colour = colour;
    }

    /** Its value in the volume that {@link #map} gives. */
    public int code() {
        return code;
    }

    /** For legends. */
    public String text() {
        return text;
    }

    public Color colour() {
        return colour;
    }

    /** The colour of a code; black for 0, background in both. */
    public static Color colourOf(int code) {
        return code == 0 ? Color.BLACK : values()[code - 1].colour;
    }

    /**
     * Codes voxel by voxel, in the reference's grid.
     *
     * @param prediction label map of the same shape
     */
    public static Volume map(Volume reference, Volume prediction) {
        float[] codes = new float[reference.voxels().length];
        for (int i = 0; i < codes.length; i++) {
            int expected = Math.round(reference.voxels()[i]);
            int found = Math.round(prediction.voxels()[i]);
            if (expected != 0 || found != 0) {
                Agreement agreement = expected == found ? AGREED : expected == 0 ? TOO_MUCH
                    : found == 0 ? MISSED : CONFUSED;
                codes[i] = agreement.code;
            }
        }
        return reference.with(codes);
    }
}
