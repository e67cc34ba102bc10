package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.model.ModelFolder;

/**
 * Looks at what a network says before anything is made of it: a NaN is above no threshold, so that labels would show
 * nothing where nothing is known.
 */
public final class FiniteProbabilities {

    private FiniteProbabilities() {
    }

    /**
     * Makes sure that probabilities are numbers.
     *
     * @param model which said them
     * @param scan of what
     * @throws DawsonException if one is NaN or infinite
     */
    public static void require(float[] probabilities, ModelFolder model, String scan) {
        int broken = 0;
        for (float p : probabilities) {
            broken += Float.isFinite(p) ? 0 : 1;
        }
        if (broken > 0) {
            throw new DawsonException(model.path() + ": gives NaN or infinite probabilities at " + broken + " of "
                + probabilities.length + " voxels of " + scan
                + ", expected numbers from 0 to 1; look for extreme values in the scan (dawson info), or train again");
        }
    }
}
