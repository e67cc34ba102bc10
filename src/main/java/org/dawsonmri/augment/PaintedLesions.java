package org.dawsonmri.augment;

import static org.dawsonmri.Setting.Door.COMMAND_LINE;
import static org.dawsonmri.Setting.Door.FORM;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Setting;
import org.dawsonmri.SettingTable;

import java.util.Arrays;
import java.util.List;

/**
 * How lesions are painted into slices: their shapes come from other people's lesion masks, their contrast from the
 * training set's own lesions. {@code augment.lesion} does it.
 */
public record PaintedLesions(
    @Setting(title = "Painted lesions", option = "painted-lesions", field = "painted_lesions", value = "DIR",
        unset = "none", doors = {COMMAND_LINE, FORM}, help = "Folder of other people's lesion masks in the scans' space"
            + " (.nii, .nii.gz; lesions are 0.5 and above), whose shapes are painted into training slices.")
    String folder,
    @Setting(title = "Probability", doors = {}, range = "[0,1]", help = "Share of the slices that are painted into.")
    double probability,
    @Setting(title = "Label", doors = {}, unset = "the only value there is",
        help = "Value of lesions in the label maps.")
    Integer label,
    @Setting(title = "Share of lesions", doors = {}, range = "[0,1]",
        help = "Range of the share of a mask's lesions that is painted, drawn for each slice.")
    List<Double> keepRange,
    @Setting(title = "Contrast", doors = {}, range = "[0,5]",
        help = "Range of the factor of the measured contrast, drawn for each lesion.")
    List<Double> contrastRange,
    @Setting(title = "Edge", unit = "pixels", doors = {}, range = "[0,5]",
        help = "Range of σ of the Gaussian that softens a lesion's edge.")
    List<Double> edgeRange,
    @Setting(title = "Blend", doors = {}, range = "[0,1]",
        help = "Range of how far tissue under a lesion is drawn to what is around the lesion.")
    List<Double> blendRange,
    @Setting(title = "Largest shift", unit = "pixels", doors = {}, range = "[0,1000]",
        help = "Lesions are moved by up to this along x and y, all of a slice alike.")
    int maxShift,
    @Setting(title = "Largest plane shift", unit = "planes", doors = {}, range = "[0,1000]",
        help = "Lesions come from planes up to so far away.")
    int maxPlaneShift,
    @Setting(title = "Flip", doors = {}, help = "Takes lesions from the other side of the head every other time.")
    boolean flip) {

    /** Off; with a folder, every other slice. */
    public PaintedLesions() {
        this(null, 0.5, null, List.of(0.3, 1.0), List.of(0.8, 1.2), List.of(0.4, 0.9), List.of(0.3, 0.8), 3, 2, true);
    }

    public PaintedLesions {
        SettingTable.check("painted_lesions.", PaintedLesions.class, folder, probability, label, keepRange,
            contrastRange, edgeRange, blendRange, maxShift, maxPlaneShift, flip);
        keepRange = Ranges.require("painted_lesions.keep_range", keepRange);
        contrastRange = Ranges.require("painted_lesions.contrast_range", contrastRange);
        edgeRange = Ranges.require("painted_lesions.edge_range", edgeRange);
        blendRange = Ranges.require("painted_lesions.blend_range", blendRange);
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
