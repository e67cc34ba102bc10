package org.dawsonmri.imagej.place;

import org.dawsonmri.volume.Volume;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A part of a scan whose values were changed, as by a filter before or after it was cut out. Such a part is believed
 * to lie where ImageJ's calibration says if it resembles the scan more there than a little beside.
 */
final class ChangedPart {

    private static final int BESIDE = 2;

    private final Landmarks marks;
    private final Volume image;

    ChangedPart(Landmarks marks, Volume image) {
        this.marks = marks;
        this.image = image;
    }

    /** The shift; null if the image cannot be found there. @param cut see {@link Recognition#find} */
    VoxelMove find(int[] cut) {
        int slices = marks.shape()[2] - image.geometry().nz();
        if (cut == null || slices < 0 || !fits(cut, 0) || !fits(cut, 1)) {
            return null;
        }
        MoveGuess guess = new MoveGuess(marks, image);
        VoxelMove best = IntStream.rangeClosed(0, slices).mapToObj(z -> VoxelMove.shift(-cut[0], -cut[1], -z))
            .max(Comparator.comparingDouble(guess::explained)).orElseThrow();
        double here = guess.explained(best);
        boolean better = here >= MoveGuess.LEAST;
        for (int axis = 0; axis < 2; axis++) {
            for (int step = -BESIDE; step <= BESIDE; step += 2 * BESIDE) {
                int[] beside = best.offset().clone();
                beside[axis] += step;
                better &= guess.explained(best.by(beside)) < here;
            }
        }
        return better ? best : null;
    }

    private boolean fits(int[] cut, int axis) {
        return cut[axis] >= 0 && cut[axis] + image.geometry().size(axis) <= marks.shape()[axis];
    }
}
