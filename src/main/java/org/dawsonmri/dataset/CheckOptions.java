package org.dawsonmri.dataset;

import org.dawsonmri.volume.GridRule;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the dataset check tolerates.
 *
 * @param grid which scans and labels of a subject lie in one grid
 * @param labels the labels that may occur, 0 among them or not; empty: those of the training subjects
 */
public record CheckOptions(GridRule grid, SortedSet<Integer> labels) {

    public CheckOptions {
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }

    /** Less than a voxel apart, any labels. */
    public static CheckOptions defaults() {
        return new CheckOptions(GridRule.VOXEL, new TreeSet<>());
    }

    /** The same with another rule for grids. */
    public CheckOptions with(GridRule rule) {
        return new CheckOptions(rule, labels);
    }

    /** The same with other allowed labels. */
    public CheckOptions withLabels(SortedSet<Integer> allowed) {
        return new CheckOptions(grid, allowed);
    }
}
