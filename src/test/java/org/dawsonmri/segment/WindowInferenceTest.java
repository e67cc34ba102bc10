package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.segment.WindowInference.Probabilities;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Windows over volumes: each voxel gets a weighted mean of what the windows around it say. */
class WindowInferenceTest {

    private static final List<Integer> WINDOW = List.of(8, 6, 4);
    /** Smaller than a window, equal, a little larger, much larger, and all of that at once. */
    private static final int[][] SHAPES = {{5, 3, 1}, {8, 6, 4}, {9, 7, 5}, {21, 17, 13}, {7, 6, 11}};

    @Test
    void aConstantStaysAConstant() {
        for (int[] shape : SHAPES) {
            Volume map = run(scan(shape), (images, size) -> filled(images.length, 0.7f), Mirror.NONE, 1);
            for (float p : map.voxels()) {
                assertEquals(0.7f, p, 1e-6f, Arrays.toString(shape));
            }
        }
    }

    @Test
    void aNetworkThatGivesItsInputGivesTheScan() {
        for (int[] shape : SHAPES) {
            Volume scan = scan(shape);
            for (Mirror mirror : List.of(Mirror.NONE, new Mirror(true, false, true), new Mirror(false, true, false))) {
                Volume map = run(scan, (images, size) -> images, mirror, 1);
                assertArrayEquals(scan.voxels(), map.voxels(), 1e-5f, Arrays.toString(shape) + mirror);
            }
        }
    }

    @Test
    void windowsCountByTheirGaussians() {
        // 12 voxels in windows of 8: two, which begin at 0 and at 4; σ is 1.
        Volume scan = scan(12, 6, 4);
        Volume places = run(scan, (images, size) -> {
            float[] columns = new float[images.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = i % 8;
            }
            return columns;
        }, Mirror.NONE, 1);
        for (int x = 0; x < 12; x++) {
            double first = x < 8 ? Math.exp(-0.5 * (x - 3.5) * (x - 3.5)) : 0;
            double second = x >= 4 ? Math.exp(-0.5 * (x - 7.5) * (x - 7.5)) : 0;
            double expected = (first * x + second * (x - 4)) / (first + second);
            assertEquals(expected, places.get(x, 3, 2), 1e-5, "x " + x);
        }
        assertEquals(5 - 4 / (1 + Math.exp(2)), places.get(5, 0, 0), 1e-5); // by hand, d = 1.5 and −2.5
    }

    @Test
    void theMirrorImageIsWhatTheNetworkSees() {
        Volume scan = scan(8, 6, 4);
        float[][] seen = new float[1][];
        Volume map = run(scan, (images, size) -> {
            seen[0] = images;
            float[] first = new float[images.length];
            first[0] = 1;
            return first;
        }, new Mirror(true, false, true), 1);
        assertEquals(scan.get(7, 0, 3), seen[0][0]);
        assertEquals(scan.get(6, 0, 3), seen[0][1]);
        assertEquals(1, map.get(7, 0, 3), 1e-6);
        assertEquals(0, map.get(0, 0, 0), 0);
    }

    @Test
    void aScanSmallerThanAWindowLiesInItsMiddleInTheDark() {
        Volume scan = scan(5, 6, 1);
        float darkest = Float.POSITIVE_INFINITY;
        for (float v : scan.voxels()) {
            darkest = Math.min(darkest, v);
        }
        float dark = darkest;
        run(scan, (images, size) -> {
            assertArrayEquals(new long[] {1, 4, 6, 8, 1}, size);
            for (int i = 0; i < images.length; i++) {
                int x = i % 8 - 1; // (8 − 5) / 2
                int y = i / 8 % 6;
                int z = i / 48 - 1;
                boolean inside = x >= 0 && x < 5 && z == 0;
                assertEquals(inside ? scan.get(x, y, z) : dark, images[i], 0);
            }
            return images;
        }, Mirror.NONE, 1);
    }

    @Test
    void channelsLieSideBySideAndTheBackgroundIsNoClass() {
        Volume a = scan(9, 9, 9);
        Volume b = a.with(filled(a.voxels().length, 3));
        b.voxels()[0] = 4;
        PreparedScan scan = PreparedScan.of(List.of(a, b), plain(), Progress.NONE);
        List<Volume> maps = List.of(Volume.zeros(a.geometry(), "one"), Volume.zeros(a.geometry(), "two"));
        WindowInference inference = WindowInference.ofVolume(scan, WINDOW, 1);
        inference.addTo(maps, (images, size) -> {
            float[] outputs = new float[images.length / 2 * 3];
            for (int i = 0; i < images.length / 2; i++) {
                outputs[3 * i] = 99;
                outputs[3 * i + 1] = images[2 * i];
                outputs[3 * i + 2] = images[2 * i + 1];
            }
            return outputs;
        }, Mirror.NONE, done -> { });
        assertArrayEquals(a.voxels(), maps.get(0).voxels(), 1e-5f);
        assertArrayEquals(b.voxels(), maps.get(1).voxels(), 1e-5f);
    }

    @Test
    void batchesFitIntoMemoryAndChangeNothing() {
        Volume scan = scan(21, 17, 13);
        AtomicInteger largest = new AtomicInteger();
        AtomicInteger windows = new AtomicInteger();
        Probabilities network = (images, size) -> {
            largest.accumulateAndGet((int) size[0], Math::max);
            windows.addAndGet((int) size[0]);
            return images;
        };
        Volume together = run(scan, network, Mirror.NONE, 1);
        assertEquals(8, largest.getAndSet(0));
        int all = windows.getAndSet(0);
        Volume apart = run(scan, network, Mirror.NONE, 1_000_000); // 192 voxels of 4 MB: one window is 768 MB
        assertEquals(1, largest.get());
        assertEquals(all, windows.get());
        assertArrayEquals(together.voxels(), apart.voxels());
        // (21 − 8) / 4 + 1 rounded up, and so on.
        assertEquals(5 * 5 * 6, all);
        assertTrue(WindowInference.ofVolume(PreparedScan.of(List.of(scan), plain(), Progress.NONE), WINDOW, 1)
            .batches() >= all / 8);
    }

    private static Volume run(Volume scan, Probabilities network, Mirror mirror, int floatsPerVoxel) {
        PreparedScan prepared = PreparedScan.of(List.of(scan), plain(), Progress.NONE);
        Volume map = Volume.zeros(scan.geometry(), "map");
        WindowInference inference = WindowInference.ofVolume(prepared, WINDOW, floatsPerVoxel);
        AtomicInteger done = new AtomicInteger();
        inference.addTo(List.of(map), network, mirror, done::addAndGet);
        assertEquals(inference.pieces(), done.get());
        return map;
    }

    private static Preprocessing plain() {
        return new Preprocessing("stored", null, false, null, null, Normalizers.NONE, List.of(2), null,
            null);
    }

    private static Volume scan(int... shape) {
        Geometry grid = Geometry.ofSpacing(shape[0], shape[1], shape[2], 1, 1, 2);
        SplittableRandom random = new SplittableRandom(1);
        float[] voxels = new float[shape[0] * shape[1] * shape[2]];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (float) random.nextDouble();
        }
        return new Volume(grid, voxels, "scan");
    }

    private static float[] filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }
}
