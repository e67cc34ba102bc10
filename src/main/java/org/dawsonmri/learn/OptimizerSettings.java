package org.dawsonmri.learn;

/** Checks that optimisers share. */
final class OptimizerSettings {

    private OptimizerSettings() {
    }

    /** The share of a memory that is kept at each step. */
    static void requireDecay(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(key + " is " + value + ", expected 0 up to, not including, 1");
        }
    }

    static void requireEpsilon(double epsilon) {
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("epsilon is " + epsilon + ", expected a small number above 0");
        }
    }
}
