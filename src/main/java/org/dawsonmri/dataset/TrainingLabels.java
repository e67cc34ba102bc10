package org.dawsonmri.dataset;

import java.util.Optional;
import java.util.SortedSet;

/** What training can make of the labels of its subjects. */
public final class TrainingLabels {

    private static final int MOST_CLASSES = Byte.MAX_VALUE;

    private TrainingLabels() {
    }

    /**
     * Why training refuses them; empty if it does not.
     *
     * @param values all labels but 0 that training subjects have
     */
    public static Optional<String> problem(SortedSet<Integer> values) {
        if (values.isEmpty()) {
            return Optional.of("all training labels are empty (0 everywhere); there is nothing to learn");
        }
        return values.size() <= MOST_CLASSES ? Optional.empty() : Optional.of("the training labels have "
            + values.size() + " different values; at most " + MOST_CLASSES
            + " classes can be trained (is one of them a scan?)");
    }
}
