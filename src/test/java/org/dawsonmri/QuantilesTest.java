package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class QuantilesTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** As numpy.percentile has them. */
    @Test
    void linearBetweenRanks() {
        double[] sorted = {1, 2, 4, 8};
        assertEquals(1.75, Quantiles.linear(sorted, 0.25));
        assertEquals(3, Quantiles.linear(sorted, 0.5));
        assertEquals(5, Quantiles.linear(sorted, 0.75));
        assertEquals(8, Quantiles.linear(sorted, 1));
        assertEquals(3, Quantiles.median(new double[] {8, 1, 4, 2}));
        assertArrayEquals(new double[] {1.75, 5}, Quantiles.linearInPlace(new double[] {8, 1, 4, 2}, 0.25, 0.75));
        assertEquals(Double.NaN, Quantiles.linear(new double[0], 0.5));
        assertEquals(INFINITE, Quantiles.linear(new double[] {1, INFINITE, INFINITE}, 0.75));
        assertEquals(7, Quantiles.linear(new double[] {7}, 0.4));
    }

    /** Whoever wants a value that is there gets it, of whatever number and with NaN last. */
    @Test
    void oneOfTheValues() {
        Random random = new Random(1);
        for (int n = 1; n < 300; n++) {
            double[] values = random.doubles(n, -10, 10).map(v -> v < -9 ? Double.NaN : v).toArray();
            double[] sorted = Arrays.stream(values).sorted().toArray();
            double[] before = values.clone();
            assertEquals(sorted[n / 2], Quantiles.upperMedian(values));
            assertEquals(sorted[(n - 1) / 2], Quantiles.lowerMedian(values));
            assertArrayEquals(new double[] {sorted[0], sorted[n / 3], sorted[n - 1]},
                Quantiles.ranked(values, 0, n / 3, n - 1));
            Quantiles.median(values);
            assertArrayEquals(before, values, "as they were");
        }
        assertEquals(0.1f, Quantiles.upperMedian(new float[] {0.3f, 0.1f, -5}));
    }

    /** A rank is exact in a whole scan, too. */
    @Test
    void everyRankOfMany() {
        int n = (1 << 20) + 3;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i * 7919L) % n; // every number once, since 7919 does not divide n
        }
        for (int rank = 0; rank < n; rank += 99_991) {
            assertEquals(rank, Quantiles.ranked(values, rank)[0]);
        }
        assertEquals(n / 2, Quantiles.upperMedian(values));
    }
}
