package org.dawsonmri.evaluate.compare;

/**
 * A confidence interval. NaN on both sides where there are too few values for one.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

    static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    /** {@code centre} ± {@code halfWidth}. */
    static Interval around(double centre, double halfWidth) {
        return new Interval(centre - halfWidth, centre + halfWidth);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
