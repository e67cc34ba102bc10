package org.dawsonmri.segment;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Picks voxels, as indices of a grid. */
public final class VoxelSelection {

    private VoxelSelection() {
    }

    /** All voxels with values above a threshold, ascending. */
    public static int[] above(float[] values, double threshold) {
        return IntStream.range(0, values.length).filter(i -> values[i] > threshold).toArray();
    }

    /**
     * Those of {@code voxels} whose values are above a threshold, in the same order.
     *
     * @param values one for each of {@code voxels}
     */
    public static int[] above(int[] voxels, float[] values, double threshold) {
        return IntStream.range(0, voxels.length).filter(i -> values[i] > threshold).map(i -> voxels[i]).toArray();
    }

    /** Those of {@code voxels} that are not in a set, in the same order. */
    public static int[] without(int[] voxels, BitSet set) {
        return Arrays.stream(voxels).filter(v -> !set.get(v)).toArray();
    }

    /** {@code n} of {@code voxels} without replacement, in random order; all of them if there are no more. */
    public static int[] draw(int[] voxels, int n, long seed) {
        int[] drawn = voxels.clone();
        SplittableRandom random = new SplittableRandom(seed);
        int count = Math.min(n, drawn.length);
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i, drawn.length);
            int swap = drawn[i];
            drawn[i] = drawn[j];
            drawn[j] = swap;
        }
        return Arrays.copyOf(drawn, count);
    }
}
