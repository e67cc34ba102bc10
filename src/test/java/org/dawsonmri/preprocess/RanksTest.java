package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class RanksTest {

    @Test
    void ranksAreThoseOfSortedVoxels() {
        SplittableRandom random = new SplittableRandom(3);
        float[] voxels = new float[5000];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-40, 38)));
        }
        voxels[7] = 0;
        voxels[8] = -0f;
        voxels[9] = Float.NaN;
        voxels[10] = Float.NEGATIVE_INFINITY;
        voxels[11] = voxels[12] = 5;
        voxels[13] = -Float.MAX_VALUE;
        float[] sorted = sorted(voxels);
        Ranks ranks = new Ranks(voxels);
        assertEquals(sorted.length, ranks.count());
        for (int rank = 0; rank < sorted.length; rank += 37) {
            assertEquals(sorted[rank], ranks.value(rank));
        }
        assertEquals(-Float.MAX_VALUE, ranks.value(0));
        assertEquals(sorted[sorted.length - 1], ranks.value(sorted.length - 1));
    }

    private static float[] sorted(float[] voxels) {
        float[] kept = new float[voxels.length];
        int n = 0;
        for (float v : voxels) {
            if (v != 0 && Float.isFinite(v)) {
                kept[n++] = v;
            }
        }
        float[] sorted = java.util.Arrays.copyOf(kept, n);
        java.util.Arrays.sort(sorted);
        return sorted;
    }
}
