package org.dawsonmri.train;

import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.loss.Losses;
import org.dawsonmri.network.GraphVariables;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.Weight.Kind;
import org.dawsonmri.preprocess.Frames;
import org.dawsonmri.runtime.Threads;
import org.dawsonmri.train.estimate.GraphMemory;
import org.dawsonmri.train.optimize.Optimizers;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates what a network will take, without running it: the training's own graph is built for one batch and walked
 * (docs/reference/memory.md says how well that does).
 *
 * <pre>{@code
 * Estimator estimator = new Estimator(new TrainingConfig(), 1, 1, List.of(256, 256));
 * long bytes = estimator.estimate(8).training().peakBytes();
 * }</pre>
 */
public final class Estimator {

    /** Resident memory of a training beside all that is counted: that of a network of a few weights and slices. */
    private static final long BASE_BYTES = 450L << 20;
    /** TensorFlow's variables, and their values in Java. */
    private static final int COPIES_IN_TRAINING = 2;
    /** The best weights on their way into the model: as bytes of the file, and in the graph of its test arrays. */
    private static final int COPIES_IN_MODEL = 2;
    /** Weights while they are loaded: in Java, on their way to TensorFlow, there; measured. */
    private static final int COPIES_IN_INFERENCE = 4;
    private static final int LARGEST_BATCH = 4096;

    private final TrainingConfig config;
    private final Network network;
    private final int channels;
    private final int classes;
    private final List<Integer> size;

    /**
     * @param config network, optimiser, loss, precision and threads
     * @param channels of the input
     * @param classes background not counted
     * @param size width, height and, in 3-D, depth; rounded up to what the network takes
     */
    public Estimator(TrainingConfig config, int channels, int classes, List<Integer> size) {
        this.config = config;
        this.network = Networks.create(config);
        this.channels = channels;
        this.classes = classes;
        this.size = size.stream().map(side -> Frames.roundUp(side, network.sizeMultiple())).toList();
    }

    /** What a batch of that many slices takes. Takes about a second. */
    public Estimate estimate(int batchSize) {
        try (TrainingGraph graph = new TrainingGraph(network, Losses.create(config), Optimizers.create(config),
            channels, classes, config.lastLayersOnly(), input(batchSize))) {
            List<Op> step = new ArrayList<>(graph.updates);
            step.add(graph.trainingLoss);
            step.add(graph.trainingSums);
            GraphMemory training = walk(graph, step);
            GraphMemory inference = walk(graph, List.of(graph.probabilities));
            long weights = bytes(graph.variables, Kind.TRAINABLE) + bytes(graph.variables, Kind.STATISTIC);
            long all = weights + bytes(graph.variables, Kind.SLOT);
            return new Estimate(config.network(), batchSize, size, config.precision(),
                graph.variables.count(Kind.TRAINABLE), graph.variables.count(Kind.STATISTIC),
                inference.multiplyAdds() / batchSize, training.multiplyAdds(),
                memory(training, COPIES_IN_TRAINING * all + COPIES_IN_MODEL * weights),
                memory(inference, COPIES_IN_INFERENCE * weights), all);
        }
    }

    /** The largest batch whose training needs at most that much memory; 0 if not even one slice fits. */
    public int largestBatch(long bytes) {
        long one = estimate(1).training().peakBytes();
        if (one > bytes) {
            return 0;
        }
        // Memory grows nearly linearly: the line through two batches gives the next guess, each guess a better line.
        int batch = 2;
        long peak = estimate(batch).training().peakBytes();
        batch = guess(bytes, one, peak, batch);
        while (batch > 1 && (peak = estimate(batch).training().peakBytes()) > bytes) {
            batch = Math.min(batch - 1, guess(bytes, one, peak, batch));
        }
        return batch;
    }

    // -- Helper methods --

    /** The batch that needs {@code bytes}, by the line through what 1 and {@code batch} need. */
    private static int guess(long bytes, long one, long peak, int batch) {
        long each = Math.max(1, (peak - one) / (batch - 1));
        return (int) Math.min(LARGEST_BATCH, 1 + (bytes - one) / each);
    }

    /** Batch × [depth ×] height × width × channels. */
    private Shape input(int batchSize) {
        Shape pixels = Shape.of(batchSize);
        for (int axis = size.size() - 1; axis >= 0; axis--) {
            pixels = pixels.append(size.get(axis));
        }
        return pixels.append(channels);
    }

    private GraphMemory walk(TrainingGraph graph, List<? extends Op> targets) {
        return GraphMemory.of(graph.graph(), targets, config.precision() == Precision.BFLOAT16,
            Threads.of(config.threads()));
    }

    private static Estimate.Memory memory(GraphMemory run, long variables) {
        return new Estimate.Memory(BASE_BYTES, variables, run.workspaceBytes(), run.transientBytes());
    }

    private static long bytes(GraphVariables variables, Kind kind) {
        return variables.count(kind) * Float.BYTES;
    }

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
         * @param variableBytes weights, statistics and the optimiser's memory: in TensorFlow, in Java where they get
         * their
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
}
