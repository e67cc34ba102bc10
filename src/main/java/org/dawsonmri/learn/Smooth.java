package org.dawsonmri.learn;

/** The setting {@code smooth} of the Dice family. */
final class Smooth {

    private Smooth() {
    }

    /** NB: 0 would divide by zero where a class is neither predicted nor there. */
    static void check(double smooth) {
        if (!(smooth > 0) || Double.isInfinite(smooth)) {
            throw new IllegalArgumentException("smooth is " + smooth + ", expected a number above 0");
        }
    }
}
