package org.dawsonmri.imagej.place;

import org.dawsonmri.volume.Volume;

/**
 * A part of a scan whose values were changed, as by a filter before or after it was cut out. Such a part is believed
 * to lie where ImageJ's origin says if it resembles the scan more there than a little beside.
 */
final class ChangedPart {

    private static final double LEAST = 0.8;
    private static final int BESIDE = 2;

    private final Landmarks marks;
    private final Volume image;

    ChangedPart(Landmarks marks, Volume image) {
        this.marks = marks;
        this.image = image;
    }

    /** The shift; null if the image cannot be found there. @param cut see {@link Recognition#find} */
    VoxelMove find(int[] cut) {
        // NB: nothing tells whether slices that are missing were at an end or in between, and means look much alike
        if (cut == null || image.geometry().nz() != marks.shape()[2] || !fits(cut, 0) || !fits(cut, 1)) {
            return null;
        }
        MoveGuess guess = new MoveGuess(marks, image);
        VoxelMove shift = VoxelMove.shift(-cut[0], -cut[1], 0);
        double here = guess.explained(shift);
        boolean better = here >= LEAST;
        for (int axis = 0; axis < 2; axis++) {
            for (int step = -BESIDE; step <= BESIDE; step += 2 * BESIDE) {
                int[] beside = shift.offset().clone();
                beside[axis] += step;
                better &= guess.explained(shift.by(beside)) < here;
            }
        }
        return better ? shift : null;
    }

    private boolean fits(int[] cut, int axis) {
        return cut[axis] >= 0 && cut[axis] + image.geometry().size(axis) <= marks.shape()[axis];
    }
}
