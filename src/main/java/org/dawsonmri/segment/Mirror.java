package org.dawsonmri.segment;

import org.dawsonmri.augment.Flip;

import java.util.ArrayList;
import java.util.List;

/**
 * A mirror image of a slice or a volume; applied twice it is the slice or the volume itself.
 *
 * @param x along the first axis, of a slice its fast direction
 * @param y along the second axis, of a slice its slow direction
 * @param z along the third axis of a volume
 */
record Mirror(boolean x, boolean y, boolean z) {

    /** No mirror. */
    static final Mirror NONE = new Mirror(false, false, false);

    /**
     * The mirror images that a training showed its network: all others would be nonsense to it. The slice or volume as
     * it is comes first; alone if the training had no flips.
     *
     * @param dimensions 2 for slices, 3 for volumes
     */
    static List<Mirror> learntBy(Flip.Random training, int dimensions) {
        List<Mirror> learnt = new ArrayList<>();
        for (int choice = 0; choice < 8; choice++) {
            Mirror mirror = new Mirror((choice & 1) != 0, (choice & 2) != 0, (choice & 4) != 0);
            boolean shown = (training.x() || !mirror.x) && (training.y() || !mirror.y)
                && (training.z() && dimensions == 3 || !mirror.z);
            if (choice == 0 || shown && training.probability() > 0) {
                learnt.add(mirror);
            }
        }
        return learnt;
    }

    /** Where the pixel of the mirrored slice at (column, row) lies in the slice itself. */
    int index(int column, int row, int width, int height) {
        return at(1, row, height) * width + at(0, column, width);
    }

    /** Where place i of n along an axis of the mirror image lies along the axis itself. */
    int at(int axis, int i, int n) {
        boolean mirrored = axis == 0 ? x : axis == 1 ? y : z;
        return mirrored ? n - 1 - i : i;
    }
}
