package org.dawsonmri.profile;

import org.dawsonmri.Quantiles;

import java.util.Arrays;

/**
 * What a series of numbers is like. Values that are missing (NaN) do not count; without any, all but {@code n} are NaN.
 *
 * @param n how many values there are
 * @param sd of a sample, with n − 1; NaN for a single value
 * @param q1 first quartile; quartiles lie between values linearly, as in NumPy and R (type 7)
 * @param q3 third quartile
 */
public record Summary(int n, double mean, double sd, double min, double q1, double median, double q3, double max) {

    /** Summarises values in any order. */
    public static Summary of(double... values) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
        double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
        return new Summary(n, mean, n > 1 ? Math.sqrt(squares / (n - 1)) : Double.NaN,
            Quantiles.linear(sorted, 0), Quantiles.linear(sorted, 0.25), Quantiles.linear(sorted, 0.5),
            Quantiles.linear(sorted, 0.75), Quantiles.linear(sorted, 1));
    }
}
