package org.dawsonmri.score;

import static org.dawsonmri.score.Score.Place.CASES;
import static org.dawsonmri.score.Score.Place.DEFAULT;
import static org.dawsonmri.score.Score.Place.REPORT;
import static org.dawsonmri.score.Score.Place.SUMMARY;
import static org.dawsonmri.score.Score.Place.TEXT;

import java.util.List;

/**
 * Volumes and how far they are apart: the difference is predicted − reference, positive if too much was found, and the
 * relative differences divide it by the reference's volume (0.1 is 10 %; undefined if the reference is empty).
 */
public final class VolumeScores {

    private static final double MM3_IN_ML = 1000;

    static final Score REFERENCE_MM3 = Score.of("reference", "mm3", Range.AMOUNT, VolumeScores::reference)
        .shownIn(DEFAULT);
    static final Score PREDICTED_MM3 = Score.of("predicted", "mm3", Range.AMOUNT, VolumeScores::predicted)
        .shownIn(DEFAULT);
    /** Volume of the class in the reference. */
    public static final Score REFERENCE_ML =
        Score.of("reference", "ml", Range.AMOUNT, pair -> reference(pair) / MM3_IN_ML).titled("Reference (ml)")
            .shownIn(DEFAULT, TEXT, SUMMARY, CASES);
    /** Volume of the class in the prediction. */
    public static final Score PREDICTED_ML =
        Score.of("predicted", "ml", Range.AMOUNT, pair -> predicted(pair) / MM3_IN_ML).titled("Predicted (ml)")
            .shownIn(DEFAULT, TEXT, SUMMARY, CASES);
    static final List<Score> ALL = List.of(REFERENCE_MM3, PREDICTED_MM3,
        Score.of("difference", "mm3", Range.DIFFERENCE, pair -> predicted(pair) - reference(pair)).shownIn(DEFAULT),
        Score.of("relative_difference", "", Range.DIFFERENCE, VolumeScores::relativeDifference)
            .titled("Rel. volume diff.").shownIn(DEFAULT, SUMMARY),
        Score.of("absolute_relative_difference", "", Range.ERROR, pair -> Math.abs(relativeDifference(pair)))
            .titled("|Rel. volume diff.|").shownIn(DEFAULT, REPORT),
        REFERENCE_ML, PREDICTED_ML);

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
