package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Probability maps made by hand. */
class SliceRankingTest {

    @Test
    void slicesWithPlantedErrorsComeFirst() {
        // A bar of 10 to 39 voxels that the model is sure of, except in four slices, where half of it is lost.
        Geometry grid = Geometry.ofSpacing(40, 9, 30, 1, 1, 1);
        Volume map = Volume.zeros(grid, "map");
        Set<Integer> planted = Set.of(5, 12, 13, 28);
        for (int z = 0; z < 30; z++) {
            for (int x = 0; x < 10 + z; x++) {
                map.voxels()[map.index(x, 4, z)] = planted.contains(z) && x % 2 == 0 ? 0.4f : 0.98f;
            }
        }
        List<SliceScore> ranked = SliceRanking.rank(List.of(map), new BitSet());
        assertEquals(30, ranked.size());
        assertEquals(planted, new TreeSet<>(slices(ranked).subList(0, 4)));
        assertTrue(ranked.get(3).uncertainty() > 2 * ranked.get(4).uncertainty());
    }

    @Test
    void uncertaintyIsTheMeanEntropyOfObjectAndBorder() {
        // Two classes at one third each, in one voxel; with its neighbours nine voxels, of which one has entropy 1.
        Volume a = Volume.zeros(Geometry.ofSpacing(5, 5, 2, 1, 1, 1), "a");
        Volume b = Volume.zeros(a.geometry(), "b");
        a.voxels()[a.index(2, 2, 1)] = 1 / 3f;
        b.voxels()[a.index(2, 2, 1)] = 1 / 3f;
        List<SliceScore> ranked = SliceRanking.rank(List.of(a, b), new BitSet());
        assertEquals(List.of(1, 0), slices(ranked));
        assertEquals(1 / 9.0, ranked.get(0).uncertainty(), 1e-6);
        assertEquals(new SliceScore(0, 0, 0), ranked.get(1));
        assertEquals(9, ranked.get(0).voxels());
    }

    @Test
    void aStrayVoxelDoesNotComeBeforeAnUncertainObject() {
        Volume map = Volume.zeros(Geometry.ofSpacing(20, 20, 4, 1, 1, 1), "map");
        for (int z = 0; z < 3; z++) {
            for (int y = 5; y < 15; y++) {
                Arrays.fill(map.voxels(), map.index(5, y, z), map.index(15, y, z), z == 1 ? 0.95f : 0.999f);
            }
        }
        map.voxels()[map.index(0, 0, 3)] = 0.5f; // a corner: four voxels, where the mean alone would be 0.25
        assertEquals(List.of(1, 3, 0, 2), slices(SliceRanking.rank(List.of(map), new BitSet())));
    }

    @Test
    void labelledSlicesAreLeftOut() {
        Volume map = Volume.zeros(Geometry.ofSpacing(2, 2, 3, 1, 1, 1), "map");
        Arrays.fill(map.voxels(), 0.5f);
        assertEquals(List.of(0, 2), slices(SliceRanking.rank(List.of(map), BitSet.valueOf(new long[] {2}))));
        assertTrue(assertThrows(DawsonException.class,
            () -> SliceRanking.rank(List.of(map), BitSet.valueOf(new long[] {7}))).getMessage()
            .contains("all 3 slices are labelled"));
    }

    private static List<Integer> slices(List<SliceScore> ranked) {
        return ranked.stream().map(SliceScore::slice).toList();
    }
}
