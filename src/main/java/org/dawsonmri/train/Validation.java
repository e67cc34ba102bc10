package org.dawsonmri.train;

import org.dawsonmri.Progress;
import org.dawsonmri.train.TrainingData.SliceRef;

import java.util.List;

/**
 * Measures a network on whole subjects in evaluation mode.
 *
 * @param loss mean over batches; NaN without validation subjects
 * @param dice for each class the mean over subjects of the Dice from counts over all of a subject's slices; subjects
 *        where it is undefined (class in neither map) are left out; NaN if that leaves none
 */
record Validation(double loss, double[] dice) {

    static Validation run(TrainingSession session, TrainingData data, Progress progress) {
        int classes = data.labelValues().length;
        double[] sum = new double[classes];
        int[] defined = new int[classes];
        double loss = 0;
        long batches = 0;
        for (int subject = 0; subject < data.validationSubjects(); subject++) {
            ClassCounts counts = new ClassCounts(classes);
            List<List<SliceRef>> plan = data.validationBatches(subject);
            try (BatchQueue<List<SliceRef>> queue = new BatchQueue<>(plan, 1, data::readWhole)) {
                while (queue.hasNext()) {
                    progress.checkCancelled();
                    Batch batch = queue.next();
                    TrainingSession.Evaluation evaluation = session.evaluate(batch);
                    counts.add(batch, evaluation.prediction());
                    loss += evaluation.loss();
                    batches++;
                }
            }
            for (int c = 0; c < classes; c++) {
                double dice = counts.dice(c + 1);
                if (!Double.isNaN(dice)) {
                    sum[c] += dice;
                    defined[c]++;
                }
            }
        }
        for (int c = 0; c < classes; c++) {
            sum[c] /= defined[c]; // NaN where nothing is defined
        }
        return new Validation(loss / batches, sum);
    }

    /** Mean over the classes that are defined; NaN if none is. */
    double meanDice() {
        double sum = 0;
        int n = 0;
        for (double d : dice) {
            if (!Double.isNaN(d)) {
                sum += d;
                n++;
            }
        }
        return sum / n;
    }
}
