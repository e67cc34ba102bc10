package org.dawsonmri.volume;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

/**
 * What a {@link GridRule} says of two grids.
 *
 * @param verdict whether they are one
 * @param kind what differs most plainly
 * @param distance how far apart they are once their axes run alike
 * @param reoriented true if the axes of the other grid are stored in another order or direction
 * @param text what is to be said of the other grid, to be put after its name; "" if nothing
 */
public record GridMatch(Verdict verdict, Kind kind, GridDistance distance, boolean reoriented, String text) {

    /** The answer. */
    public enum Verdict {
        /** One grid but for rounding. */
        SAME,
        /** Taken for one grid, which the user is told. */
        ACCEPTED,
        /** Two grids. */
        REFUSED
    }

    /** What two grids differ in. */
    public enum Kind {
        /** Numbers of voxels. */
        SHAPE,
        /** Voxel sizes. */
        SPACING,
        /** Place in the scanner alone, if anything. */
        PLACE
    }

    /**
     * Passes the answer on: a warning if the grids were taken for one, nothing if they are.
     *
     * @param name of the other grid
     * @throws DawsonException if they are two
     */
    public void tell(String name, Progress progress) {
        if (verdict == Verdict.REFUSED) {
            throw new DawsonException(name + ": " + text);
        }
        if (verdict == Verdict.ACCEPTED) {
            progress.warning(name + ": " + text);
        }
    }
}
