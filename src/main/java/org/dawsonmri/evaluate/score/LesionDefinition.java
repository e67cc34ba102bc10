package org.dawsonmri.evaluate.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Components;

import java.util.function.Function;

/**
 * What counts as one lesion.
 *
 * @param largerThanMm3 a lesion is larger than this, in mm³; 0 for any size
 * @param connectivity neighbours of a voxel that belong to the same lesion: 6 (across faces), 18 (and edges) or 26 (and
 *        corners)
 */
public record LesionDefinition(double largerThanMm3, int connectivity) implements Function<LabelPair, LesionPair> {

    /** A header's float spacing makes 1 mm³ a little more or less; that must not decide over a lesion. */
    private static final double ROUNDING = 1e-5;

    /** @throws DawsonException if a value is out of its range */
    public LesionDefinition {
        if (!(largerThanMm3 >= 0 && largerThanMm3 < Double.POSITIVE_INFINITY)) {
            throw new DawsonException("smallest lesion: found " + largerThanMm3
                + ", expected a volume in mm3, 0 or more");
        }
        if (connectivity != 6 && connectivity != 18 && connectivity != 26) {
            throw new DawsonException("lesion connectivity: found " + connectivity + ", expected 6, 18 or 26");
        }
    }

    /** The lesions of both masks. */
    @Override
    public LesionPair apply(LabelPair pair) {
        long least = (long) Math.floor(largerThanMm3 / pair.voxelMm3() + ROUNDING) + 1;
        return new LesionPair(find(pair.reference(), least), find(pair.predicted(), least));
    }

    private Components find(Mask mask, long least) {
        Components all = mask.components(connectivity);
        return least <= 1 ? all : all.ofAtLeast(least);
    }
}
