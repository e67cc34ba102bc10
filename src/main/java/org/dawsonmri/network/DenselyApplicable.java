package org.dawsonmri.network;

import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A patch network that can also be laid over a whole block of voxels at once, with the same weights and the same
 * results: neighbouring patches share nearly all of their convolutions.
 */
public interface DenselyApplicable extends Network {

    /** Voxels that a block needs around the part it is asked about, on each side; zeros where the volume ends. */
    default int halo() {
        return patch() / 2;
    }

    /**
     * Builds the tower for blocks.
     *
     * @param layers for evaluation
     * @param block 1 × depth × height × width × channels, the {@link #halo()} on all sides included
     * @param voxels n × 3: z, y and x of the voxels to decide about, counted from the first one inside the halo
     * @param outputs number of output channels
     * @return logits, n × outputs, as {@link #logits} gives for the patches around these voxels
     */
    Operand<TFloat32> denseLogits(Layers layers, Operand<TFloat32> block, Operand<TInt32> voxels, int outputs);
}
