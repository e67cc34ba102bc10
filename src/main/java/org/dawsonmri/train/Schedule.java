package org.dawsonmri.train;

/** How the learning rate changes from epoch to epoch; e counts from 0, E is the number of epochs. */
public enum Schedule {
    /** η₀. */
    CONSTANT {
        @Override
        double rate(double initial, int epoch, int epochs) {
            return initial;
        }
    },
    /** η₀/2 · (1 + cos(π·e/E)). */
    COSINE {
        @Override
        double rate(double initial, int epoch, int epochs) {
            return initial / 2 * (1 + Math.cos(Math.PI * epoch / epochs));
        }
    },
    /** η₀ · (1 − e/E)^0.9. */
    POLY {
        @Override
        double rate(double initial, int epoch, int epochs) {
            return initial * Math.pow(1 - (double) epoch / epochs, 0.9);
        }
    };

    /**
     * The learning rate of one epoch.
     *
     * @param initial η₀
     * @param epoch from 0
     * @param epochs number of epochs that are planned
     */
    abstract double rate(double initial, int epoch, int epochs);
}
