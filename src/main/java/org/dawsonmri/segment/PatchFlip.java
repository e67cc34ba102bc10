package org.dawsonmri.segment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How a patch is mirrored: not at all, along the second axis, the third, or both, which is half a turn in their plane.
 * The first axis never is.
 *
 * @param y along the second axis
 * @param z along the third axis
 */
public record PatchFlip(boolean y, boolean z) {

    public static final PatchFlip NONE = new PatchFlip(false, false);

    private static final PatchFlip[] TURNS = {new PatchFlip(true, true), new PatchFlip(false, true),
        new PatchFlip(true, false)};

    /**
     * What the published code does to a training batch: half of its patches (rounded down), drawn without replacement,
     * each become one of their three mirror images; all three are equally probable.
     */
    public static PatchFlip[] draw(int batchSize, long seed) {
        PatchFlip[] flips = new PatchFlip[batchSize];
        Arrays.fill(flips, NONE);
        for (int i : VoxelSelection.draw(range(batchSize), batchSize / 2, seed)) {
            flips[i] = TURNS[new SplittableRandom(seed + i).nextInt(TURNS.length)];
        }
        return flips;
    }

    private static int[] range(int n) {
        int[] range = new int[n];
        Arrays.setAll(range, i -> i);
        return range;
    }
}
