package org.dawsonmri;

import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Medians, quartiles and percentiles. What is said to people lies between ranks linearly; where a value has to be one
 * that is there (the spacing of a scan, the intensity of a voxel), the upper or lower one of the middle two is taken.
 */
public final class Quantiles {

    private static final Quantile LINEAR = Quantile.withDefaults().with(EstimationMethod.HF7).withCopy(true);
    private static final Quantile ONE_OF_THEM = Quantile.withDefaults().with(EstimationMethod.HF1).withCopy(true);
    private static final double HALF = 0.5;

    private Quantiles() {
    }

    /**
     * The value below which a share lies, linear between the two nearest ranks, as in NumPy and R (type 7).
     *
     * @param sorted values in ascending order
     * @param share 0 to 1
     * @return NaN if there are no values
     */
    public static double linear(double[] sorted, double share) {
        return LINEAR.evaluate(sorted.length, i -> sorted[i], share);
    }

    /** The same of values in any order, which changes: whole scans are not copied. */
    public static double[] linearInPlace(double[] values, double... shares) {
        return LINEAR.withCopy(false).evaluate(values, shares);
    }

    /** The middle of values in any order, between the middle two if their number is even; NaN if there are none. */
    public static double median(double[] values) {
        return LINEAR.evaluate(values, HALF);
    }

    /** The one in the middle of values in any order, of two the smaller. */
    public static double lowerMedian(double[] values) {
        return ranked(values, (values.length - 1) / 2)[0];
    }

    /** The one in the middle of values in any order, of two the larger. */
    public static double upperMedian(double[] values) {
        return ranked(values, values.length / 2)[0];
    }

    /** The same of single precision. */
    public static float upperMedian(float[] values) {
        return (float) upperMedian(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }

    /**
     * What stands at some places of values in any order once they are sorted, NaN last.
     *
     * @param ranks from 0, the smallest, to below the number of values
     */
    public static double[] ranked(double[] values, int... ranks) {
        double[] shares = Arrays.stream(ranks).mapToDouble(rank -> (rank + HALF) / values.length).toArray();
        return ONE_OF_THEM.evaluate(values, shares);
    }
}
