package org.dawsonmri.train;

import org.dawsonmri.config.Precision;

import java.util.List;

/**
 * What training and using a network will take. Bytes are resident memory of the whole process at its peak.
 *
 * @param network its name
 * @param batchSize slices (or patches) per step
 * @param size width, height and, in 3-D, depth of a slice (or patch), as the network takes it
 * @param precision how maps are held; AUTO counts as float32
 * @param trainable weights that the optimiser changes
 * @param nonTrainable running statistics
 * @param forwardMultiplyAdds for one slice
 * @param stepMultiplyAdds for one step of training with the whole batch, forward and backward
 * @param training memory of a training
 * @param inference memory of a segmentation with this batch
 * @param checkpointBytes what a checkpoint has on disk: weights, statistics and the optimiser's memory
 */
public record Estimate(String network, int batchSize, List<Integer> size, Precision precision, long trainable,
    long nonTrainable, long forwardMultiplyAdds, long stepMultiplyAdds, Memory training, Memory inference,
    long checkpointBytes) {

    /**
     * Where memory goes.
     *
     * @param baseBytes Java and TensorFlow before anything is done
     * @param variableBytes weights, statistics and the optimiser's memory: in TensorFlow, in Java where they get their
     *        first values and are written to checkpoints, and while a model is written
     * @param workspaceBytes rearranged kernels of the largest convolution
     * @param activationBytes the most of feature maps and gradients that lives at one time
     */
    public record Memory(long baseBytes, long variableBytes, long workspaceBytes, long activationBytes) {

        /** All of it. */
        public long peakBytes() {
            return baseBytes + variableBytes + workspaceBytes + activationBytes;
        }
    }
}
