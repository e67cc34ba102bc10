package org.dawsonmri.train;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out which classes a label map has. */
final class LabelValues {

    private LabelValues() {
    }

    /**
     * All values other than 0.
     *
     * @throws DawsonException if a value is not an integer that 16 bits hold
     */
    static SortedSet<Integer> of(Volume label, Path file) {
        BitSet seen = new BitSet();
        for (float v : label.voxels()) {
            int value = (int) v;
            if (value != v || value < Short.MIN_VALUE || value > Short.MAX_VALUE) {
                throw new DawsonException(file + ": label value " + v + " found, expected integers from "
                    + Short.MIN_VALUE + " to " + Short.MAX_VALUE + "; round or threshold the label map first");
            }
            seen.set(value - Short.MIN_VALUE);
        }
        SortedSet<Integer> values = new TreeSet<>();
        seen.stream().map(i -> i + Short.MIN_VALUE).filter(v -> v != 0).forEach(values::add);
        return values;
    }
}
