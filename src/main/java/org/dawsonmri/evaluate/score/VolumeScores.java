package org.dawsonmri.evaluate.score;

import java.util.List;

/**
 * Volumes and how far they are apart: the difference is predicted − reference, positive if too much was found, and the
 * relative differences divide it by the reference's volume (0.1 is 10 %; undefined if the reference is empty).
 */
final class VolumeScores {

    private static final double MM3_IN_ML = 1000;

    static final List<Score> ALL = List.of(
        new Score("reference_mm3", VolumeScores::reference),
        new Score("predicted_mm3", VolumeScores::predicted),
        new Score("difference_mm3", pair -> predicted(pair) - reference(pair)),
        new Score("relative_difference", VolumeScores::relativeDifference),
        new Score("absolute_relative_difference", pair -> Math.abs(relativeDifference(pair))),
        new Score("reference_ml", pair -> reference(pair) / MM3_IN_ML),
        new Score("predicted_ml", pair -> predicted(pair) / MM3_IN_ML));

    private VolumeScores() {
    }

    private static double reference(LabelPair pair) {
        return pair.referenceVoxels() * pair.voxelMm3();
    }

    private static double predicted(LabelPair pair) {
        return pair.predictedVoxels() * pair.voxelMm3();
    }

    private static double relativeDifference(LabelPair pair) {
        long reference = pair.referenceVoxels();
        return reference == 0 ? Double.NaN : (double) (pair.predictedVoxels() - reference) / reference;
    }
}
