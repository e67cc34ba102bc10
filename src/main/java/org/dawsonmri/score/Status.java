package org.dawsonmri.score;

/**
 * What stands behind the scores of one row. Only {@link #OK} rows hold every score; in the others some are undefined
 * (NaN) and the status says why.
 */
public enum Status {

    /** The class is in the reference and in the prediction. */
    OK,

    /** The class is in neither: nothing to find and nothing found, so every ratio and distance is undefined. */
    EMPTY_BOTH,

    /** The class is in the prediction only: overlap is 0, distances are undefined. */
    EMPTY_REF,

    /** The class is in the reference only, it was missed: overlap is 0, distances are undefined. */
    EMPTY_PRED,

    /** The case could not be compared at all; the row's reason says why. */
    FAILED;

    /** The status of a class that has these numbers of voxels. */
    static Status of(long referenceVoxels, long predictedVoxels) {
        if (referenceVoxels == 0) {
            return predictedVoxels == 0 ? EMPTY_BOTH : EMPTY_REF;
        }
        return predictedVoxels == 0 ? EMPTY_PRED : OK;
    }
}
