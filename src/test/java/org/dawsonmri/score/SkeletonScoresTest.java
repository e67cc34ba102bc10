package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.score.SkeletonScores.Skeleton;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Thinning, and distances between skeletons. */
class SkeletonScoresTest {

    /** Golden: two lying T of 11×11 pixels, one row and column apart. */
    private static Volume reference(int slices, double pixel) {
        Volume v = Masks.fill(Masks.empty(new int[] {11, 11, slices}, pixel, pixel, 4), 1, 2, 5, 2, 9, 0, 1);
        return Masks.fill(v, 1, 2, 9, 4, 7, 0, 1);
    }

    private static Volume predicted(int slices, double pixel) {
        Volume v = Masks.fill(Masks.empty(new int[] {11, 11, slices}, pixel, pixel, 4), 1, 3, 6, 2, 9, 0, 1);
        return Masks.fill(v, 1, 3, 10, 5, 8, 0, 1);
    }

    @Test
    void goldenSkeletons() {
        assertEquals(Set.of("3,3", "4,3", "5,3", "5,4", "5,5", "5,6"), rowsAndColumns(reference(1, 1)));
        assertEquals(Set.of("3,4", "4,4", "5,4", "6,4", "6,5", "6,6", "6,7"), rowsAndColumns(predicted(1, 1)));
    }

    @Test
    void goldenDistances() {
        assertEquals(1.414214, Masks.score("shd_mm", reference(1, 1), predicted(1, 1)), 5.1e-7);
        assertEquals(1, Masks.score("smd_mm", reference(1, 1), predicted(1, 1)), 1e-12);
        assertEquals(0.5, Masks.score("smd_mm", reference(1, 0.5), predicted(1, 0.5)), 1e-12, "in mm");
    }

    /** Lines of 5 and 4 pixels that share 3: the distances are 0 0 0 1 2 and 0 0 0 1. */
    @Test
    void theSpinalCordToolboxLeavesOutZeros() {
        Volume five = Masks.fill(Masks.empty(new int[] {11, 11, 1}, 1, 1, 4), 1, 2, 7, 5, 6, 0, 1);
        Volume four = Masks.fill(Masks.empty(new int[] {11, 11, 1}, 1, 1, 4), 1, 1, 5, 5, 6, 0, 1);
        assertEquals(0, Masks.score("smd_mm", five, four));
        assertEquals(1.5, Masks.score("smd_sct_mm", five, four), 1e-12);
        assertEquals(0, Masks.score("smd_sct_mm", five, five));
    }

    @Test
    void aVolumeHasTheMeanOfSlicesWithBoth() {
        Volume reference = reference(4, 1);
        Volume predicted = predicted(4, 1);
        Masks.fill(reference, 1, 4, 7, 4, 7, 1, 2);
        Masks.fill(predicted, 1, 4, 7, 4, 7, 1, 2);
        Masks.fill(reference, 1, 4, 7, 4, 7, 2, 3);
        assertEquals(Math.sqrt(2) / 2, Masks.score("shd_mm", reference, predicted), 1e-12);
        assertEquals(0.5, Masks.score("smd_mm", reference, predicted), 1e-12);
        assertEquals(Math.sqrt(2), Masks.score("shd_max_mm", reference, predicted), 1e-12);
        assertEquals(2, Masks.score("skeleton_slices_n", reference, predicted));
        assertEquals(Double.NaN, Masks.score("shd_mm", reference, Masks.empty(new int[] {11, 11, 4}, 1, 1, 4)));
    }

    /** The same scan stored with its slices along the first axis. */
    @Test
    void slicesAreAxialHoweverTheyAreStored() {
        assertEquals(Math.sqrt(2), Masks.score("shd_mm", turned(reference(1, 1)), turned(predicted(1, 1))), 1e-12);
    }

    @Test
    void skeletonsAreThinPartsOfTheMask() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            Volume v = Masks.random(random, new int[] {14, 12, 1}, 1, 1, 1);
            Mask mask = new Mask(inside(v), 14, 12, 1);
            Mask thin = Skeleton.of(mask);
            for (int i = 0; i < thin.inside().length; i++) {
                assertTrue(mask.inside()[i] || !thin.inside()[i]);
            }
            assertTrue(Arrays.equals(thin.inside(), Skeleton.of(thin).inside()),
                "nothing is left to thin");
        }
    }

    private static Set<String> rowsAndColumns(Volume v) {
        Mask skeleton = Skeleton.of(new Mask(inside(v), 11, 11, 1));
        Set<String> points = new TreeSet<>();
        for (int i = 0; i < skeleton.inside().length; i++) {
            if (skeleton.inside()[i]) {
                points.add(i / 11 + "," + i % 11);
            }
        }
        return points;
    }

    private static boolean[] inside(Volume v) {
        boolean[] inside = new boolean[v.voxels().length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = v.voxels()[i] != 0;
        }
        return inside;
    }

    /** An 11×11×1 image as a 1×11×11 one: the first axis points up, the others are columns and rows as before. */
    private static Volume turned(Volume v) {
        Affine affine = Affine.of(0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0);
        return new Volume(new Geometry(1, 11, 11, affine, SpatialUnit.MILLIMETRE), v.voxels(), "turned");
    }
}
