package org.dawsonmri.train;

/**
 * Looks on while a network is trained. Called on the training's own thread, before an epoch's checkpoint is written: a
 * training that dies in between repeats the epoch, and nothing that it should have left is missing.
 */
interface TrainingListener {

    /**
     * An epoch was trained and measured.
     *
     * @param state with this epoch's row as the last of its history
     * @param last true if training ends with it as planned or out of patience
     */
    void epochEnded(TrainingState state, boolean last);
}
