package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the dataset check tolerates.
 *
 * @param toleranceMm how far, in mm, scans and label of one subject may lie apart at the worst corner of the grid. Up
 *        to here it is rounding; beyond it is a warning, and beyond {@value #ERROR_FACTOR} times this an error
 * @param labels the labels that may occur, 0 among them or not; empty: those of the training subjects
 */
public record CheckOptions(double toleranceMm, SortedSet<Integer> labels) {

    /** A misplacement beyond this many tolerances is an error. */
    public static final double ERROR_FACTOR = 10;

    private static final double DEFAULT_TOLERANCE_MM = 0.1;

    public CheckOptions {
        if (!(toleranceMm > 0) || Double.isInfinite(toleranceMm)) {
            throw new DawsonException("the tolerance is " + toleranceMm + " mm; give a number above 0, such as 0.1");
        }
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }

    /** 0.1 mm (so 1 mm is an error), any labels. */
    public static CheckOptions defaults() {
        return new CheckOptions(DEFAULT_TOLERANCE_MM, new TreeSet<>());
    }

    /** The same with another tolerance. */
    public CheckOptions withTolerance(double mm) {
        return new CheckOptions(mm, labels);
    }

    /** The same with other allowed labels. */
    public CheckOptions withLabels(SortedSet<Integer> allowed) {
        return new CheckOptions(toleranceMm, allowed);
    }
}
