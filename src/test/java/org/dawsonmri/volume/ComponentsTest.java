package org.dawsonmri.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

class ComponentsTest {

    @Test
    void pixelsOfAPlaneTouchAtCornersToo() {
        String plane = "#..#"
            + ".#.."
            + "...#"
            + "#..#";
        List<int[]> components = Components.ofPlane(4, 4, i -> plane.charAt(i) == '#');
        assertEquals(List.of(List.of(0, 5), List.of(3), List.of(11, 15), List.of(12)),
            components.stream().map(c -> IntStream.of(c).boxed().toList()).toList());
        assertEquals(List.of(), Components.ofPlane(4, 4, i -> false));
    }

    /** Two voxels that share a corner, and a third that shares an edge with the second. */
    @Test
    void connectivityDecides() {
        boolean[] inside = new boolean[27];
        inside[0] = true; // (0, 0, 0)
        inside[1 + 3 + 9] = true; // (1, 1, 1)
        inside[2 + 2 * 3 + 9] = true; // (2, 2, 1)
        assertArrayEquals(new int[] {0, 1, 1, 1}, Components.of(inside, 3, 3, 3, 6).sizes());
        assertArrayEquals(new int[] {0, 1, 2}, Components.of(inside, 3, 3, 3, 18).sizes());
        Components corners = Components.of(inside, 3, 3, 3, 26);
        assertArrayEquals(new int[] {0, 3}, corners.sizes());
        assertEquals(1, corners.count());
        assertEquals(1, corners.of()[13]);
        assertEquals(0, corners.of()[1]);
    }

    /** Row 0 is 1 1 2, row 1 is 2 0 1: no voxel of the one is a neighbour of its like in the other. */
    @Test
    void valuesDoNotMixAndRowsDoNotWrap() {
        int[] values = {1, 1, 2, 2, 0, 1};
        List<String> found = new ArrayList<>();
        Components.forEach(values, 3, 2, 1, 6,
            (number, voxels, size) -> found.add(number + ":" + size + "@" + voxels[0]));
        assertEquals(List.of("1:2@0", "2:1@2", "3:1@3", "4:1@5"), found);
        assertArrayEquals(new int[] {-1, -1, -2, -3, 0, -4}, values);
    }

    @Test
    void smallOnesAreLeftOut() {
        boolean[] inside = {true, false, true, true, false, true, true, true};
        Components all = Components.of(inside, 8, 1, 1, 6);
        assertArrayEquals(new int[] {0, 1, 2, 3}, all.sizes());
        Components large = all.ofAtLeast(2);
        assertArrayEquals(new int[] {0, 2, 3}, large.sizes());
        assertArrayEquals(new int[] {0, 0, 1, 1, 0, 2, 2, 2}, large.of());
    }

    /** Against the slowest way: every voxel takes the smallest number around it until nothing changes. */
    @ParameterizedTest
    @ValueSource(ints = {6, 18, 26})
    void equalsTheSlowWay(int connectivity) {
        SplittableRandom random = new SplittableRandom(connectivity);
        for (int[] shape : new int[][] {{7, 6, 5}, {1, 9, 8}, {12, 1, 5}, {9, 8, 1}, {2, 2, 2}, {1, 1, 9}, {1, 1, 1}}) {
            for (double share : new double[] {0.2, 0.4, 0.7}) {
                boolean[] inside = new boolean[shape[0] * shape[1] * shape[2]];
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = random.nextDouble() < share;
                }
                int[] expected = slowly(inside, shape, connectivity);
                Components found = Components.of(inside, shape[0], shape[1], shape[2], connectivity);
                assertArrayEquals(expected, found.of());
                for (int c = 1; c <= found.count(); c++) {
                    int number = c;
                    assertEquals(IntStream.of(expected).filter(v -> v == number).count(), found.sizes()[c]);
                }
            }
        }
    }

    private static int[] slowly(boolean[] inside, int[] shape, int connectivity) {
        int[] label = IntStream.range(0, inside.length).map(i -> inside[i] ? i + 1 : 0).toArray();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < label.length; i++) {
                for (int j = 0; j < label.length; j++) {
                    if (inside[i] && inside[j] && label[j] < label[i] && touch(i, j, shape, connectivity)) {
                        label[i] = label[j];
                        changed = true;
                    }
                }
            }
        }
        List<Integer> first = new ArrayList<>(new TreeSet<>(IntStream.of(label).filter(v -> v > 0).boxed().toList()));
        return IntStream.of(label).map(v -> v == 0 ? 0 : first.indexOf(v) + 1).toArray();
    }

    private static boolean touch(int i, int j, int[] shape, int connectivity) {
        int dx = Math.abs(i % shape[0] - j % shape[0]);
        int dy = Math.abs(i / shape[0] % shape[1] - j / shape[0] % shape[1]);
        int dz = Math.abs(i / shape[0] / shape[1] - j / shape[0] / shape[1]);
        int axes = connectivity == 6 ? 1 : connectivity == 18 ? 2 : 3;
        return Math.max(dx, Math.max(dy, dz)) == 1 && dx + dy + dz <= axes;
    }
}
