package org.dawsonmri.train;

import org.dawsonmri.DawsonException;

/**
 * A training's loss or weights are no finite numbers any more; the last checkpoint is from before. {@link Trainer} says
 * how to go on.
 */
final class DivergedException extends DawsonException {

    private static final long serialVersionUID = 1;

    /** @param message what became what, and when */
    DivergedException(String message) {
        super(message);
    }

    /** @param what it is and when, for the message */
    static void requireFinite(double loss, String what) {
        if (!Double.isFinite(loss)) {
            throw new DivergedException("the loss became " + loss + " " + what);
        }
    }
}
