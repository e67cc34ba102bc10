package org.dawsonmri.evaluate.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction of p values for several tests (Scand. J. Stat. 6:65, 1979): the k-th smallest of m is multiplied by
 * m − k + 1, is at least as large as the one before, and at most 1. It needs no independence of the tests.
 *
 * <pre>{@code
 * Holm.adjust(new double[] {0.01, 0.04, 0.03});    // 0.03, 0.06, 0.06
 * }</pre>
 */
final class Holm {

    private Holm() {
    }

    /** Corrected values in the order given; NaN is no test: it stays and does not count. */
    static double[] adjust(double[] p) {
        int[] order = IntStream.range(0, p.length).filter(i -> !Double.isNaN(p[i])).boxed()
            .sorted(Comparator.comparingDouble(i -> p[i])).mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double before = 0;
        for (int k = 0; k < order.length; k++) {
            before = Math.max(before, Math.min(1, (order.length - k) * p[order[k]]));
            adjusted[order[k]] = before;
        }
        return adjusted;
    }
}
