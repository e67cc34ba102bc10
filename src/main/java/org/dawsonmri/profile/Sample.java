package org.dawsonmri.profile;

/**
 * What was read at one moment.
 *
 * @param seconds since recording began, of a monotonic clock
 * @param interval seconds since the sample before, which rates are the mean of; 0 for the first one
 * @param values one for each {@link Metric} in its order; NaN where there is no such device
 */
public record Sample(double seconds, double interval, double[] values) {

    public double get(Metric metric) {
        return values[metric.ordinal()];
    }
}
