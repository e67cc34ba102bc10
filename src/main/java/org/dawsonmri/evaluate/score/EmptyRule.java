package org.dawsonmri.evaluate.score;

import java.util.function.DoubleSupplier;

/**
 * What a score is where its masks leave nothing to compute it from; null is what its formula says.
 *
 * @param both value if both masks are empty
 * @param reference value if only the reference is empty
 * @param prediction value if only the prediction is empty
 */
public record EmptyRule(Double both, Double reference, Double prediction) {

    public static final EmptyRule UNDEFINED = new EmptyRule(Double.NaN, Double.NaN, Double.NaN);
    /** The formula itself has values there. */
    public static final EmptyRule IN_FORMULA = new EmptyRule(null, null, null);
    /** What was missed or made up counts as 0. */
    public static final EmptyRule ZERO_IF_ONE = new EmptyRule(Double.NaN, 0.0, 0.0);
    static final EmptyRule INFINITE =
        new EmptyRule(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final EmptyRule INFINITE_IF_ONE =
        new EmptyRule(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    double of(Status status, DoubleSupplier formula) {
        Double value = switch (status) {
            case EMPTY_BOTH -> both;
            case EMPTY_REF -> reference;
            case EMPTY_PRED -> prediction;
            default -> null;
        };
        return value == null ? formula.getAsDouble() : value;
    }

    EmptyRule times(double factor) {
        return new EmptyRule(times(both, factor), times(reference, factor), times(prediction, factor));
    }

    private static Double times(Double value, double factor) {
        return value == null ? null : Double.valueOf(factor * value);
    }
}
