package org.dawsonmri.train;

import org.dawsonmri.Progress;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.BatchQueue;
import org.dawsonmri.train.data.Sampler;
import org.dawsonmri.train.data.TrainingData;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Measures a network on whole subjects in evaluation mode. Each score is the mean over subjects of what
 * {@link Measures} says of all of a subject's slices, boxes or voxels, in which each voxel counts once; subjects where
 * it is undefined are left out; NaN if that leaves none.
 *
 * @param loss mean over batches, as {@link Sampler#weight} has it; NaN without validation subjects
 * @param dice for each class
 * @param softDice mean over the classes
 * @param meanSquaredError over all output channels
 * @param binaryAccuracy over all output channels
 */
record Validation(double loss, double[] dice, double softDice, double meanSquaredError, double binaryAccuracy) {

    static Validation run(TrainingSession session, TrainingData data, Progress progress) {
        int classes = data.subjects().classes();
        List<Measures> subjects = new ArrayList<>();
        double loss = 0;
        double weights = 0;
        for (int subject = 0; subject < data.subjects().validation(); subject++) {
            Measures measures = new Measures(classes);
            List<Supplier<Batch>> plan = data.sampler().validation(subject);
            try (BatchQueue<Supplier<Batch>> queue = new BatchQueue<>(plan, 1, Supplier::get)) {
                while (queue.hasNext()) {
                    progress.checkCancelled();
                    Batch batch = queue.next();
                    TrainingSession.Outcome outcome = session.evaluate(batch);
                    measures.add(outcome.sums());
                    loss += outcome.loss() * data.sampler().weight(batch);
                    weights += data.sampler().weight(batch);
                }
            }
            subjects.add(measures);
        }
        return new Validation(loss / weights, perClass(subjects, classes, Measures::dice),
            mean(Arrays.stream(perClass(subjects, classes, Measures::softDice))),
            mean(subjects, Measures::meanSquaredError), mean(subjects, Measures::binaryAccuracy));
    }

    /** Mean over the classes that are defined; NaN if none is. */
    double meanDice() {
        return mean(Arrays.stream(dice));
    }

    // -- Helper methods --

    private interface ClassScore {
        double of(Measures measures, int index);
    }

    private static double[] perClass(List<Measures> subjects, int classes, ClassScore score) {
        return IntStream.rangeClosed(1, classes).mapToDouble(c -> mean(subjects, m -> score.of(m, c))).toArray();
    }

    private static double mean(List<Measures> subjects, ToDoubleFunction<Measures> score) {
        return mean(subjects.stream().mapToDouble(score));
    }

    private static double mean(DoubleStream scores) {
        return scores.filter(s -> !Double.isNaN(s)).average().orElse(Double.NaN);
    }
}
