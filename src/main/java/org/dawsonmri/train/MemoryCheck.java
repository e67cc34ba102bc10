package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.Estimator.Estimate;
import org.dawsonmri.train.estimate.MachineMemory;

import org.tensorflow.exceptions.TFResourceExhaustedException;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Compares what a training will need with what there is, before an operating system ends it without a word.
 *
 * @param config what is trained
 * @param estimator of the same
 */
record MemoryCheck(TrainingConfig config, Estimator estimator) {

    /**
     * @param channels of the input
     * @param classes background not counted
     * @param frame width, height and, in 3-D, depth of a batch
     */
    static MemoryCheck of(TrainingConfig config, int channels, int classes, List<Integer> frame) {
        return new MemoryCheck(config, new Estimator(config, channels, classes, frame));
    }

    /**
     * Warns if the training needs more than is free.
     *
     * @throws DawsonException if it needs more than this process can ever have
     */
    void before(MachineMemory machine, Progress progress) {
        Estimate estimate = estimator.estimate(config.batchSize());
        long needed = estimate.training().peakBytes();
        if (needed > machine.totalBytes()) {
            throw new DawsonException(task(estimate) + " needs about " + text(needed) + " of memory, but this process "
                + "can have " + text(machine.totalBytes()) + " at most; " + advice(machine.totalBytes())
                + ", or say how much it may use with -D" + MachineMemory.PROPERTY + "=MB in DAWSON_OPTS"
                + " (in ImageJ in -Ddawson.worker.options)");
        }
        if (needed > machine.freeBytes()) {
            progress.warning(task(estimate) + " needs about " + text(needed) + " of memory, but only "
                + text(machine.freeBytes()) + " are free; close other programs, or " + advice(machine.freeBytes()));
        }
    }

    /** What to tell a user when TensorFlow did not get the memory that it asked for. */
    DawsonException explain(TFResourceExhaustedException e, MachineMemory machine) {
        Estimate estimate = estimator.estimate(config.batchSize());
        long enough = Math.min(machine.freeBytes(), estimate.training().peakBytes() - 1);
        return new DawsonException("out of memory: " + task(estimate) + " did not get the memory that it needs, about "
            + text(estimate.training().peakBytes()) + "; " + advice(enough), e);
    }

    // -- Helper methods --

    private String task(Estimate estimate) {
        String size = estimate.size().stream().map(String::valueOf).collect(Collectors.joining(" × "));
        return "training " + config.network() + " with batch_size " + estimate.batchSize() + " at " + size;
    }

    private String advice(long bytes) {
        int batch = estimator.largestBatch(bytes);
        return batch > 0 ? "--batch-size " + batch + " would fit"
            : "not even --batch-size 1 would fit: use smaller slices, fewer filters or another network";
    }

    private static String text(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
    }
}
