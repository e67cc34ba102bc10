package org.dawsonmri.train.data;

import java.util.List;
import java.util.function.Supplier;

/**
 * Where the batches of a training come from: slices ({@link SliceSampler}), boxes of volumes ({@link BoxSampler}), or
 * voxels with the cubes around them ({@link VoxelSampler}). A batch is made when its supplier is asked, by any thread,
 * and depends on nothing but the configuration's seed, the epoch and its place in it.
 */
public interface Sampler extends AutoCloseable {

    /** Width and height of training batches of slices; width, height and depth of all others. */
    List<Integer> frame();

    /** Slices, boxes or voxels of an epoch. */
    int size();

    /** The training batches of an epoch in order, augmented. */
    List<Supplier<Batch>> epoch(int epoch);

    /**
     * Batches in which each voxel of a validation subject counts once, as it is.
     *
     * @param subject number of the validation subject; voxels of all subjects count as one
     */
    List<Supplier<Batch>> validation(int subject);

    /** How much a batch counts in the mean of the validation loss. */
    default double weight(Batch batch) {
        return 1;
    }

    /** Gives back what the scans are kept in. */
    @Override
    default void close() {
    }
}
