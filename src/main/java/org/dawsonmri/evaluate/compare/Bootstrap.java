package org.dawsonmri.evaluate.compare;

import org.dawsonmri.Columns;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Quantiles;

import org.apache.commons.statistics.distribution.NormalDistribution;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * 95 % confidence intervals of a mean by resampling the cases: bias-corrected and accelerated (BCa; Efron, J. Am. Stat.
 * Assoc. 82:171, 1987), acceleration by the jackknife. The same seed and values give the same interval.
 *
 * @param resamples how many samples are drawn with replacement
 * @param seed of the draws
 */
public record Bootstrap(int resamples, long seed) {

    /** What is used unless said otherwise. */
    public static final Bootstrap DEFAULT = new Bootstrap(10_000, 1);

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double TAIL = 0.025;

    public Bootstrap {
        if (resamples < 100) {
            throw new DawsonException("bootstrap: found " + resamples
                + " resamples, expected 100 or more; thousands are usual");
        }
    }

    /** The interval of the mean of values without NaN; undefined for fewer than two, or if one is infinite. */
    Interval ofMean(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        if (values.length < 2 || !Double.isFinite(mean)) {
            return Interval.UNDEFINED;
        }
        double[] means = resample(values);
        Arrays.sort(means);
        double below = Arrays.stream(means).filter(m -> m < mean).count();
        double equal = Arrays.stream(means).filter(m -> m == mean).count();
        if (equal == means.length) {
            return new Interval(mean, mean);
        }
        double bias = NORMAL.inverseCumulativeProbability((below + equal / 2) / means.length);
        double acceleration = acceleration(values, mean);
        return new Interval(Quantiles.linear(means, shifted(TAIL, bias, acceleration)),
            Quantiles.linear(means, shifted(1 - TAIL, bias, acceleration)));
    }

    private double[] resample(double[] values) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[r] = sum / values.length;
        }
        return means;
    }

    /** Leaving out value i moves the mean by (mean − value i) / (n − 1), so the jackknife needs no loop of its own. */
    private static double acceleration(double[] values, double mean) {
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            squares += Math.pow(value - mean, 2);
            cubes += Math.pow(value - mean, 3);
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double shifted(double probability, double bias, double acceleration) {
        double z = bias + NORMAL.inverseCumulativeProbability(probability);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    /**
     * A confidence interval. NaN on both sides where there are too few values for one.
     *
     * @param low lower end
     * @param high upper end
     */
    public record Interval(double low, double high) {

        static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

        /** @param of what the interval is of, before the columns' names */
        static Columns<Interval> columns(String of) {
            return new Columns<Interval>().with(of + "ci95_low", Interval::low).with(of + "ci95_high", Interval::high);
        }

        /** {@code centre} ± {@code halfWidth}. */
        static Interval around(double centre, double halfWidth) {
            return new Interval(centre - halfWidth, centre + halfWidth);
        }

        public boolean contains(double value) {
            return low <= value && value <= high;
        }
    }
}
