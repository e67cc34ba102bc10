package org.dawsonmri.segment;

import org.dawsonmri.augment.Flip;

import java.util.List;

/**
 * A mirror image of a slice; applied twice it is the slice itself.
 *
 * @param x along the slice's fast direction
 * @param y along its slow direction
 */
record PlaneFlip(boolean x, boolean y) {

    /** The slice as it is. */
    static final List<PlaneFlip> NONE = List.of(new PlaneFlip(false, false));

    /** The slice as it is, flipped along x, along y, and along both. */
    static final List<PlaneFlip> ALL = List.of(new PlaneFlip(false, false), new PlaneFlip(true, false),
        new PlaneFlip(false, true), new PlaneFlip(true, true));

    /**
     * The flips that a training showed its network: all others would be nonsense to it. The slice as it is comes first;
     * alone if the training had no flips.
     */
    static List<PlaneFlip> learntBy(Flip.Random training) {
        return ALL.stream().filter(flip -> flip.equals(NONE.get(0)) || training.probability() > 0
            && (training.x() || !flip.x()) && (training.y() || !flip.y())).toList();
    }

    /** Where the pixel of the flipped slice at (column, row) lies in the slice itself. */
    int index(int column, int row, int width, int height) {
        return (y ? height - 1 - row : row) * width + (x ? width - 1 - column : column);
    }
}
