package org.dawsonmri;

import java.util.Arrays;

/**
 * What a list of scores says in short. NaN means undefined: it is left out of every number and counted. An infinite
 * value, which some conventions give, counts: the mean is infinite then, the median need not be.
 *
 * @param n how many values are defined
 * @param undefined how many are not
 * @param mean NaN if n is 0, as all that follow
 * @param sd standard deviation of the sample (divided by n − 1); NaN if n is less than 2
 * @param median the middle value, or the mean of the two in the middle
 * @param q1 first quartile, linear between the two nearest ranks
 * @param q3 third quartile
 * @param min smallest value
 * @param max largest value
 */
public record Statistics(int n, int undefined, double mean, double sd, double median, double q1, double q3, double min,
        double max) {

    /** All of it under the names of CSV columns. */
    public static final Columns<Statistics> COLUMNS = new Columns<Statistics>().with("n", Statistics::n)
        .with("undefined", Statistics::undefined).with("mean", Statistics::mean).with("sd", Statistics::sd)
        .with("median", Statistics::median).with("q1", Statistics::q1).with("q3", Statistics::q3)
        .with("min", Statistics::min).with("max", Statistics::max);

    /** Statistics of {@code values} in any order. */
    public static Statistics of(double... values) {
        double[] v = Arrays.stream(values).filter(d -> !Double.isNaN(d)).sorted().toArray();
        int n = v.length;
        if (n == 0) {
            return new Statistics(0, values.length, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, Double.NaN);
        }
        double mean = Arrays.stream(v).sum() / n;
        double squares = Arrays.stream(v).map(d -> (d - mean) * (d - mean)).sum();
        double sd = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
        return new Statistics(n, values.length - n, mean, sd, Quantiles.linear(v, 0.5),
            Quantiles.linear(v, 0.25), Quantiles.linear(v, 0.75), v[0], v[n - 1]);
    }
}
