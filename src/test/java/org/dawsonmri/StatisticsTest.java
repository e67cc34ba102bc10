package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatisticsTest {

    /** Reference: Python's statistics.mean, stdev and quantiles(method='inclusive'). */
    @Test
    void asPythonSummarises() {
        Statistics s = Statistics.of(66.99, 68.08, Double.NaN, 70.5, 61.2, 69.75, 64.02);
        assertEquals(6, s.n());
        assertEquals(66.75666666666666, s.mean(), 1e-12);
        assertEquals(3.5537060467442525, s.sd(), 1e-12);
        assertEquals(61.2, s.min());
        assertEquals(64.7625, s.q1(), 1e-12);
        assertEquals(67.535, s.median(), 1e-12);
        assertEquals(69.3325, s.q3(), 1e-12);
        assertEquals(70.5, s.max());
    }

    @Test
    void nothingHasNoNumbers() {
        Statistics none = Statistics.of(Double.NaN);
        assertEquals(0, none.n());
        assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.median()) && Double.isNaN(none.max()));
        Statistics one = Statistics.of(7);
        assertEquals(7, one.q3());
        assertTrue(Double.isNaN(one.sd()));
    }
}
