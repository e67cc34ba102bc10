package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The linear transform against distances from all voxels to all voxels. */
class DistanceTransformTest {

    @Test
    void equalsBruteForceOnRandomAnisotropicMasks() {
        Random random = new Random(7);
        for (int round = 0; round < 150; round++) {
            int[] shape = Masks.randomShape(random, round % 10 == 0 ? 40 : 12);
            if (round % 10 == 0) {
                shape[1] = 1 + shape[1] % 5;
            }
            double[] spacing = Masks.randomSpacing(random);
            Volume volume = Masks.random(random, shape, spacing);
            double[] squared = DistanceTransform.squared(mask(volume), spacing);
            double[] expected = Masks.nearest(points(volume, false), points(volume, true), spacing);
            for (int i = 0; i < squared.length; i++) {
                assertEquals(expected[i], Math.sqrt(squared[i]), 1e-9, "round " + round + ", voxel " + i);
            }
        }
    }

    @Test
    void measuresByHand() {
        Mask mask = new Mask(new boolean[] {true, false, false, false, false, false}, 3, 2, 1);
        assertEquals(List.of(0.0, 4.0, 16.0, 9.0, 13.0, 25.0),
            Arrays.stream(DistanceTransform.squared(mask, new double[] {2, 3, 5})).boxed().toList());
    }

    @Test
    void nothingIsInfinitelyFarAway() {
        double[] squared = DistanceTransform.squared(new Mask(new boolean[60], 3, 4, 5), new double[] {1, 2, 3});
        assertTrue(Arrays.stream(squared).allMatch(d -> d == Double.POSITIVE_INFINITY));
    }

    private static Mask mask(Volume v) {
        boolean[] inside = new boolean[v.voxels().length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = v.voxels()[i] != 0;
        }
        int[] shape = v.geometry().shape();
        return new Mask(inside, shape[0], shape[1], shape[2]);
    }

    private static List<int[]> points(Volume v, boolean insideOnly) {
        int[] shape = v.geometry().shape();
        List<int[]> points = new ArrayList<>();
        for (int i = 0; i < v.voxels().length; i++) {
            if (!insideOnly || v.voxels()[i] != 0) {
                points.add(new int[] {i % shape[0], i / shape[0] % shape[1], i / (shape[0] * shape[1])});
            }
        }
        return points;
    }
}
