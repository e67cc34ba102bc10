package org.dawsonmri.imagej.image;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;

/**
 * A scan as it was read: its grid, and landmarks by which its voxels are known again. Says where an image lies that
 * was made of it in ImageJ, or that nobody can say.
 *
 * <p>Most landmarks as they were: nothing was moved, whatever was painted. Most of them elsewhere with their values:
 * the image was cut out or laid into a larger grid, and its place follows; or it was flipped, turned or shifted, which
 * is refused. Neither: the values changed. Then means about the landmarks decide whether staying explains the image, as
 * after a filter, or a move, as after a turn by 10°. What resembles the scan in no way at all, as labels that were
 * painted on a cleared copy, lies where the scan does.
 *
 * @param grid of the scan
 * @param landmarks as text; null where they are not known
 */
public record Recognition(Geometry grid, String landmarks) {

    /** What to know a scan by. */
    public static Recognition of(Volume scan) {
        return new Recognition(scan.geometry(), Landmarks.of(scan).text());
    }

    /**
     * The grid of an image of this scan.
     *
     * @param image its voxels; its own geometry says its shape only
     * @param cut how many voxels ImageJ says were cut off before the first column and row; null if it does not say
     * @throws DawsonException if its voxels were moved, or if it cannot be found in the scan
     */
    public Geometry find(Volume image, int[] cut, Progress progress) {
        Landmarks marks = landmarks == null ? null : Landmarks.parse(landmarks, grid.shape());
        boolean sameShape = grid.sameShape(image.geometry());
        if (marks == null || marks.size() == 0) {
            if (!sameShape) {
                throw lost(image);
            }
            return grid;
        }
        if (sameShape && marks.kept(image.voxels()) >= MoveSearch.AGREEING * marks.size()) {
            return grid;
        }
        VoxelMove move = new MoveSearch(marks, image.voxels(), image.geometry().shape()).find();
        if (!sameShape) {
            return part(image, move != null ? move : new ChangedPart(marks, image).find(cut), progress);
        }
        String moved = move != null ? move.text() : new MoveGuess(marks, image).find();
        if (moved != null) {
            throw moved(image, moved);
        }
        progress.message(image.name() + ": its voxels were changed since it was read; they are taken to lie where the"
            + " scan's did");
        return grid;
    }

    // -- Helper methods --

    private Geometry part(Volume image, VoxelMove move, Progress progress) {
        if (move == null) {
            throw lost(image);
        }
        if (!move.isShift()) {
            throw moved(image, move.text());
        }
        progress.message(image.name() + ": begins at voxel " + Arrays.toString(Arrays.stream(move.offset())
            .map(offset -> -offset).toArray()) + " of the scan of " + grid.shapeText() + "; its place follows");
        return move.follow(grid, image.geometry().shape());
    }

    private static DawsonException moved(Volume image, String how) {
        return new DawsonException(image.name() + ": its voxels do not lie where they did when it was read: they were "
            + how + "; undo that or open the scan again (Dawson Open Scan...); 'dawson convert --orientation' turns a"
            + " scan together with its place");
    }

    private DawsonException lost(Volume image) {
        return new DawsonException(image.name() + ": has " + image.geometry().shapeText() + " voxels where "
            + grid.shapeText() + " were read, and cannot be found among them, as after scaling, reslicing or leaving"
            + " out slices; open the scan again (Dawson Open Scan...) and cut it before anything else; 'dawson convert"
            + " --spacing' gives it other voxels");
    }

    /**
     * A part of a scan whose values were changed, as by a filter before or after it was cut out. Such a part is
     * believed to lie where ImageJ's origin says if it resembles the scan more there than a little beside.
     */
    static final class ChangedPart {

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
}
