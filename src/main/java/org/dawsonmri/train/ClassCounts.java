package org.dawsonmri.train;

import org.dawsonmri.train.Batch.Window;

/** True positives, false positives and false negatives of each class, gathered over the slices of one subject. */
final class ClassCounts {

    private final long[] overlap;
    private final long[] predicted;
    private final long[] reference;

    /** @param classes number of classes, background not counted */
    ClassCounts(int classes) {
        overlap = new long[classes + 1];
        predicted = new long[classes + 1];
        reference = new long[classes + 1];
    }

    /** Adds a batch; its padding does not count. */
    void add(Batch batch, int[] prediction) {
        for (int i = 0; i < batch.size(); i++) {
            Window window = batch.windows()[i];
            for (int y = window.y(); y < window.y() + window.height(); y++) {
                int row = (i * batch.height() + y) * batch.width();
                for (int x = window.x(); x < window.x() + window.width(); x++) {
                    int p = prediction[row + x];
                    int g = batch.labels()[row + x];
                    predicted[p]++;
                    reference[g]++;
                    if (p == g) {
                        overlap[p]++;
                    }
                }
            }
        }
    }

    /** Dice of a class (from 1); NaN if it is neither in the prediction nor in the reference. */
    double dice(int index) {
        return 2.0 * overlap[index] / (predicted[index] + reference[index]);
    }
}
