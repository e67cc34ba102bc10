package org.dawsonmri.evaluate.score;

/** The lesions of a reference and of a prediction. */
record LesionPair(Components reference, Components predicted) {

    /** Seen from the reference's lesions. */
    LesionOverlaps ofReference() {
        return new LesionOverlaps(reference, predicted);
    }

    /** Seen from the predicted lesions. */
    LesionOverlaps ofPredicted() {
        return new LesionOverlaps(predicted, reference);
    }
}
