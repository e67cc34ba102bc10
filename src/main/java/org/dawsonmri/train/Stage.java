package org.dawsonmri.train;

import org.dawsonmri.Event;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.model.ModelFolder;

/**
 * Which of a model's networks is trained: of most models the only one, of a cascade, whose networks decide about
 * voxels, the first or the second.
 *
 * @param number from 1
 * @param count of all networks
 */
record Stage(int number, int count) {

    /** The network of slices or volumes. */
    static final Stage ONLY = new Stage(1, 1);

    /** A cascade's. */
    static Stage ofCascade(int number) {
        return new Stage(number, 2);
    }

    boolean isOnly() {
        return count == 1;
    }

    /** Where its network is. */
    ModelFolder folder(ModelFolder model) {
        return isOnly() ? model : model.stage(number);
    }

    /** What its first weights and its dropout are drawn from. */
    long seed(long seed) {
        return number == 1 ? seed : Augmentation.seed(seed, number, 0);
    }

    /** The history's column for the speed. */
    String speed() {
        return isOnly() ? Event.IMAGES_PER_S : Event.PATCHES_PER_S;
    }

    /** {@code " of stage 2"}, to follow an epoch's number; empty of the only one. */
    String of() {
        return isOnly() ? "" : " of stage " + number;
    }
}
