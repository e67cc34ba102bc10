package org.dawsonmri.config;

import static org.dawsonmri.Setting.Door.FORM;

import org.dawsonmri.Setting;
import org.dawsonmri.SettingTable;

/**
 * The numbers of a cascade besides those of any training. The defaults are those of the published code of Valverde et
 * al. (NeuroImage 155, 2017). Thresholds of intensity are z-scores of the first channel, FLAIR as a rule.
 */
public record CascadeSettings(
    @Setting(title = "Candidates brighter than", doors = FORM, help = "Only voxels of the first"
        + " channel above this are looked at, in standard deviations above the mean.")
    double minThreshold,
    @Setting(title = "Candidates of stage 2", doors = {}, range = "[0,1)",
        help = "The second network looks at voxels to which the first gives more than this probability.")
    double stageThreshold,
    @Setting(title = "Mistakes of stage 1", doors = {}, range = "[0,1)", help = "The second network's negatives are"
        + " drawn from voxels outside of lesions to which the first gives more than this probability.")
    double trainingThreshold,
    @Setting(title = "Fallback", doors = {}, help = "Where the first network is that sure of no"
        + " voxel of a training subject, the second one's negatives come from voxels whose intensity is above this.")
    double fallbackThreshold,
    @Setting(title = "Lesion probability", doors = FORM, range = "[0,1)",
        help = "Voxels to which the second network gives at least this are lesion.")
    double tBin,
    @Setting(title = "Drop lesions up to", unit = "voxels", doors = FORM, range = "[0,)",
        help = "Lesions of so many voxels or fewer are dropped; voxels that share faces make a lesion.")
    int lMin,
    @Setting(title = "Least volume", unit = "ml", doors = {}, range = "[0,)",
        help = "If all that is left is less than this, nothing is lesion.")
    double minErrorMl,
    @Setting(title = "Negatives", doors = {}, help = "How many voxels outside of lesions are learnt from.")
    Negatives negatives,
    @Setting(title = "Fraction of negatives", doors = {}, range = "(0,)",
        help = "With the negatives fraction: those of all subjects for each lesion voxel of all.")
    double negativesFraction,
    @Setting(title = "Share for validation", doors = {}, range = "(0,1)",
        help = "Part of the voxels that is kept for validation if no subject is; training ends by it.")
    double validationShare,
    @Setting(title = "Rotate patches", doors = {}, help = "Turns and mirrors half of each training batch in the plane of"
        + " the second and third axis.")
    boolean rotatePatches) {

    /** How many negatives a subject gives. */
    public enum Negatives {
        /** As many as it has lesion voxels; none, if it has none. */
        BALANCED,
        /** An equal share of {@code negatives_fraction} times all subjects' lesion voxels, also without lesions. */
        FRACTION
    }

    public CascadeSettings() {
        this(0.5, 0.8, 0.5, 2, 0.8, 20, 0, Negatives.BALANCED, 2, 0.25, true);
    }

    public CascadeSettings {
        SettingTable.check("", CascadeSettings.class, minThreshold, stageThreshold, trainingThreshold, fallbackThreshold,
            tBin, lMin, minErrorMl, negatives, negativesFraction, validationShare, rotatePatches);
    }
}
