package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out which classes a label map has. */
final class LabelValues {

    /** What a header's slope may make of an integer. */
    private static final float ROUNDING = 1e-4f;

    private LabelValues() {
    }

    /** @throws DawsonException if a value is not an integer from 0 to {@value Short#MAX_VALUE} */
    static void require(Volume label, Path file) {
        for (float v : label.voxels()) {
            int value = Math.round(v);
            if (!(Math.abs(value - v) <= ROUNDING) || value < 0 || value > Short.MAX_VALUE) {
                throw new DawsonException(file + ": label value " + v + " found, expected integers from 0 to "
                    + Short.MAX_VALUE + "; round or threshold the label map first");
            }
        }
    }

    /** All values other than 0 of voxels that are labelled. */
    static SortedSet<Integer> of(Volume label) {
        BitSet seen = new BitSet();
        for (float v : label.voxels()) {
            if (v > 0) {
                seen.set(Math.round(v));
            }
        }
        SortedSet<Integer> values = new TreeSet<>();
        seen.stream().filter(v -> v != 0).forEach(values::add);
        return values;
    }
}
