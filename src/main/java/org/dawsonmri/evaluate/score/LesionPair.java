package org.dawsonmri.evaluate.score;

import org.dawsonmri.volume.Components;

/**
 * The lesions of a reference and of a prediction, and which share voxels.
 *
 * @param reference the reference's lesions
 * @param predicted the predicted lesions
 * @param ofReference seen from the reference's lesions
 * @param ofPredicted seen from the predicted lesions
 */
record LesionPair(Components reference, Components predicted, LesionOverlaps ofReference,
        LesionOverlaps ofPredicted) {

    LesionPair(Components reference, Components predicted) {
        this(reference, predicted, new LesionOverlaps(reference, predicted),
            new LesionOverlaps(predicted, reference));
    }
}
