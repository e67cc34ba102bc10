package org.dawsonmri.config;

/**
 * The numbers of a cascade besides those of any training. The defaults are those of the published code of Valverde et
 * al. (NeuroImage 155, 2017). Thresholds of intensity are z-scores of the first channel, FLAIR as a rule.
 *
 * @param minThreshold candidates, for training and inference, are voxels above it
 * @param stageThreshold the second network looks at voxels to which the first gives more than this probability
 * @param trainingThreshold the second network's negatives are drawn from voxels outside of lesions to which the first
 *        gives more than this probability
 * @param fallbackThreshold where the first network is that sure of no voxel of a training subject, the second one's
 *        negatives come from voxels whose intensity is above this
 * @param tBin voxels of at least this probability are lesion
 * @param lMin lesions of so many voxels or fewer are dropped (voxels that share faces make a lesion)
 * @param minErrorMl if all that is left is less than this volume in ml, nothing is
 * @param negatives how many voxels outside of lesions are learnt from
 * @param negativesFraction with {@link Negatives#FRACTION}: negatives of all subjects for each lesion voxel of all
 * @param validationShare part of the voxels that is kept for validation if no subject is
 * @param rotatePatches turns and mirrors half of each training batch in the plane of the second and third axis
 */
public record CascadeSettings(double minThreshold, double stageThreshold, double trainingThreshold,
    double fallbackThreshold, double tBin, int lMin, double minErrorMl, Negatives negatives, double negativesFraction,
    double validationShare, boolean rotatePatches) {

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
        requireNumber("min_threshold", minThreshold);
        requireNumber("fallback_threshold", fallbackThreshold);
        requireShare("stage_threshold", stageThreshold);
        requireShare("training_threshold", trainingThreshold);
        requireShare("t_bin", tBin);
        requireShare("validation_share", validationShare);
        require(validationShare > 0, "validation_share is 0, expected a part above 0: training ends by it");
        require(lMin >= 0, "l_min is " + lMin + ", expected 0 voxels or more");
        require(minErrorMl >= 0, "min_error_ml is " + minErrorMl + ", expected 0 ml or more");
        require(negativesFraction > 0, "negatives_fraction is " + negativesFraction + ", expected a number above 0");
        require(negatives != null, "negatives is unknown, expected BALANCED or FRACTION");
    }

    private static void requireNumber(String key, double value) {
        require(Double.isFinite(value), key + " is " + value + ", expected a number");
    }

    private static void requireShare(String key, double value) {
        require(value >= 0 && value < 1, key + " is " + value + ", expected 0 up to, not including, 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
