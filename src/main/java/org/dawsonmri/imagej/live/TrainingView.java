package org.dawsonmri.imagej.live;

/** Where a training is shown. Its methods may be called from any thread and return at once. */
interface TrainingView {

    void show(Snapshot snapshot);

    /** The training is over and has left something. @param how in one line */
    void ended(String how);

    /** The training is over and there is nothing left to look at. */
    void close();
}
