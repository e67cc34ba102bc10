package org.dawsonmri.evaluate.score;

/**
 * What a score is where its masks leave nothing to compute it from.
 *
 * @param both value if both masks are empty
 * @param reference value if only the reference is empty
 * @param prediction value if only the prediction is empty
 */
record EmptyRule(double both, double reference, double prediction) {

    static final EmptyRule UNDEFINED = new EmptyRule(Double.NaN, Double.NaN, Double.NaN);

    /** The formula itself has values there, and is never asked for one of these. */
    static final EmptyRule IN_FORMULA = UNDEFINED;

    static final EmptyRule ZERO_IF_ONE = new EmptyRule(Double.NaN, 0, 0);
    static final EmptyRule INFINITE =
        new EmptyRule(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final EmptyRule INFINITE_IF_ONE =
        new EmptyRule(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** @throws IllegalArgumentException if no mask is empty */
    double of(Status status) {
        return switch (status) {
            case EMPTY_BOTH -> both;
            case EMPTY_REF -> reference;
            case EMPTY_PRED -> prediction;
            default -> throw new IllegalArgumentException(status + " has no empty mask");
        };
    }
}
