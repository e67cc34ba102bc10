package org.dawsonmri.train;

/**
 * Looks on while a network is trained. Called on the training's own thread, once an epoch's checkpoint is written. A
 * training that goes on tells its last epoch again: it may have been killed in between.
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
