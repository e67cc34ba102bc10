package org.dawsonmri.augment;

import org.dawsonmri.DawsonException;

import java.util.Arrays;
import java.util.List;

/**
 * How lesions are painted into slices: their shapes come from other people's lesion masks, their contrast from the
 * training set's own lesions. {@code augment.lesion} does it.
 *
 * @param folder lesion masks (.nii, .nii.gz; lesions are 0.5 and above) in the space of the scans; null to paint none.
 *        Masks of validation or test subjects must not be among them
 * @param probability share of the slices that are painted into
 * @param label value of lesions in the label maps; null if the maps have one value besides 0
 * @param keepRange share of a mask's lesions that is painted, drawn for each slice, within 0…1
 * @param contrastRange factor of the measured contrast, drawn for each lesion, within 0…5
 * @param edgeRange σ in pixels of the Gaussian that softens a lesion's edge, within 0…5
 * @param blendRange how far tissue under a lesion is drawn to what is around the lesion, within 0…1
 * @param maxShift lesions are moved by up to so many pixels along x and y, all of a slice alike
 * @param maxPlaneShift lesions come from up to so many planes away
 * @param flip takes lesions from the other side of the head every other time
 */
public record PaintedLesions(String folder, double probability, Integer label, List<Double> keepRange,
    List<Double> contrastRange, List<Double> edgeRange, List<Double> blendRange, int maxShift, int maxPlaneShift,
    boolean flip) {

    /** Off; with a folder, every other slice. */
    public PaintedLesions() {
        this(null, 0.5, null, List.of(0.3, 1.0), List.of(0.8, 1.2), List.of(0.4, 0.9), List.of(0.3, 0.8), 3, 2, true);
    }

    public PaintedLesions {
        Ranges.requireProbability("painted_lesions", probability);
        keepRange = Ranges.require("painted_lesions.keep_range", keepRange, 0, 1);
        contrastRange = Ranges.require("painted_lesions.contrast_range", contrastRange, 0, 5);
        edgeRange = Ranges.require("painted_lesions.edge_range", edgeRange, 0, 5);
        blendRange = Ranges.require("painted_lesions.blend_range", blendRange, 0, 1);
        Ranges.require("painted_lesions.max_shift", maxShift, 0, 1000);
        Ranges.require("painted_lesions.max_plane_shift", maxPlaneShift, 0, 1000);
    }

    /** True if there is anything to do. */
    public boolean isOn() {
        return folder != null && probability > 0;
    }

    /**
     * The value of lesions in label maps.
     *
     * @param values all that the maps have besides 0
     * @param source where the maps come from, for messages
     * @throws DawsonException if it is not said and there are several, or is not among them
     */
    public int labelAmong(int[] values, String source) {
        if (label == null && values.length == 1) {
            return values[0];
        }
        if (label == null || Arrays.stream(values).noneMatch(v -> v == label)) {
            throw new DawsonException(source + ": the labels have the values " + Arrays.toString(values)
                + " and painted_lesions.label is " + label + "; set it to the value of lesions");
        }
        return label;
    }
}
