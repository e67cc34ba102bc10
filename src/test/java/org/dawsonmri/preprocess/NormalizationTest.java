package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.Quantiles;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class NormalizationTest {

    private static Volume volume(float... values) {
        return new Volume(Geometry.ofSpacing(values.length, 1, 1, 1, 1, 1), values, "test");
    }

    @Test
    void zScoreIsOverNonZeroVoxelsAndShiftsTheBackgroundToo() {
        Volume scan = volume(0, 2, 4, 4, 4, 5, 5, 7, 9, 0); // mean 5, standard deviation 2
        float[] z = Normalization.zScore(scan).voxels();
        assertArrayEquals(new float[] {-2.5f, -1.5f, -.5f, -.5f, -.5f, 0, 0, 1, 2, -2.5f}, z, 1e-6f);
        assertEquals(2, scan.voxels()[1], "the argument is left alone");
    }

    @Test
    void scansWithoutContrastBecomeZero() {
        for (Volume v : new Volume[] {volume(7, 7, 7), volume(0, 0), volume(0, 3, 3), volume(Float.NaN, 4)}) {
            assertArrayEquals(new float[v.voxels().length], Normalization.zScore(v).voxels());
        }
        assertArrayEquals(new float[2], Normalization.minMax(volume(7, 7)).voxels());
        assertArrayEquals(new float[2], Normalization.minMax(volume(Float.NaN, Float.NaN)).voxels());
        assertArrayEquals(new float[2], Normalization.standardize(volume(1, 2), 1, 0).voxels());
        assertArrayEquals(new float[2], Normalization.percentileClip(volume(0, Float.NaN), 1, 99).voxels());
    }

    @Test
    void nonFiniteVoxelsDoNotCountAndBecomeZero() {
        float inf = Float.POSITIVE_INFINITY;
        assertArrayEquals(new float[] {-1, 1, 0, 0, 0},
            Normalization.zScore(volume(1, 3, Float.NaN, inf, -inf)).voxels(), 1e-6f);
        assertArrayEquals(new float[] {0, 1, 0, .25f},
            Normalization.minMax(volume(2, 6, Float.NaN, 3)).voxels(), 1e-6f);
    }

    /** A tenth of the tissue turned bright moves the mean, not the median. */
    @Test
    void medianScaleHardlyFeelsLesions() {
        float[] healthy = new float[400];
        Arrays.fill(healthy, 150, 350, 100);
        healthy[160] = 90;
        healthy[170] = 110;
        float[] ill = healthy.clone();
        Arrays.fill(ill, 180, 200, 140);
        float[] a = Normalization.medianScale(volume(healthy)).voxels();
        float[] b = Normalization.medianScale(volume(ill)).voxels();
        assertEquals(-1, a[0]);
        assertEquals(-.1f, a[160], 1e-6f);
        assertEquals(.4f, b[190], 1e-6f);
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], i >= 180 && i < 200 ? 0 : b[i], "voxel " + i);
        }
        assertArrayEquals(new float[3], Normalization.medianScale(volume(0, 0, 0)).voxels());
    }

    /** Means of a million large values must not lose the contrast on top of them. */
    @Test
    void largeOffsetsKeepTheirContrast() {
        float[] v = new float[1_000_000];
        for (int i = 0; i < v.length; i++) {
            v[i] = 1_000_000 + i % 2;
        }
        float[] z = Normalization.zScore(volume(v)).voxels();
        assertEquals(-1, z[0], 1e-4);
        assertEquals(1, z[999_999], 1e-4);
    }

    @Test
    void standardizeTakesGivenNumbers() {
        assertArrayEquals(new float[] {-2, 0, 3}, Normalization.standardize(volume(6, 10, 16), 10, 2).voxels(), 0);
    }

    @Test
    void percentilesAreLinearBetweenValues() {
        double[] sorted = {1, 2, 4, 8, 16};
        assertEquals(1, Quantiles.linear(sorted, 0), 0);
        assertEquals(4, Quantiles.linear(sorted, 0.5), 0);
        assertEquals(1.4, Quantiles.linear(sorted, 0.1), 1e-12); // position 0.4
        assertEquals(14.4, Quantiles.linear(sorted, 0.95), 1e-12); // position 3.8
        assertEquals(16, Quantiles.linear(sorted, 1), 0);
        assertEquals(3, Quantiles.linear(new double[] {3}, 0.4), 0);
    }

    @Test
    void percentileClipKeepsTheBackground() {
        Volume scan = volume(0, 16, 2, 1, 8, 4, Float.NaN, 0);
        assertArrayEquals(new float[] {0, 14.4f, 2, 1.4f, 8, 4, 0, 0},
            Normalization.percentileClip(scan, 10, 95).voxels(), 1e-6f);
        assertThrows(IllegalArgumentException.class, () -> Normalization.percentileClip(scan, 99, 1));
    }
}
