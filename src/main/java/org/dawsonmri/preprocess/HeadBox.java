package org.dawsonmri.preprocess;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

/**
 * Finds the box that holds the head. Where the faces of the scan are exactly 0 (skull-stripped or masked scans) that is
 * the box of all voxels that are not 0. Elsewhere the air is noise: Otsu's threshold parts it from tissue, and outer
 * slices in which hardly any voxel passes it are left out.
 */
public final class HeadBox {

    private static final double EMPTY_FACE = 0.95;
    private static final double TISSUE_IN_SLICE = 0.005;

    private HeadBox() {
    }

    /**
     * The head and {@code margin} voxels around it, as far as the scan reaches; the whole scan if it has no contrast.
     */
    public static Crop of(Volume volume, int margin) {
        boolean masked = zerosInFaces(volume) >= EMPTY_FACE;
        float threshold = masked ? 0 : Otsu.threshold(volume.voxels());
        Geometry g = volume.geometry();
        int[] first = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int low = 0;
            int high = g.size(axis) - 1;
            while (low <= high && !hasTissue(volume, axis, low, masked, threshold)) {
                low++;
            }
            if (low > high) {
                return Crop.whole(g);
            }
            while (!hasTissue(volume, axis, high, masked, threshold)) {
                high--;
            }
            first[axis] = Math.max(0, low - margin);
            size[axis] = Math.min(g.size(axis) - 1, high + margin) - first[axis] + 1;
        }
        return new Crop(first[0], first[1], first[2], size[0], size[1], size[2]);
    }

    private static boolean hasTissue(Volume volume, int axis, int index, boolean masked, float threshold) {
        float[] plane = Slices.plane(volume, axis, index);
        int n = 0;
        for (float v : plane) {
            if (Float.isFinite(v) && (masked ? v != 0 : v > threshold)) {
                n++;
            }
        }
        return masked ? n > 0 : n > TISSUE_IN_SLICE * plane.length;
    }

    private static double zerosInFaces(Volume volume) {
        long zeros = 0;
        long all = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int index : new int[] {0, volume.geometry().size(axis) - 1}) {
                for (float v : Slices.plane(volume, axis, index)) {
                    all++;
                    zeros += v == 0 ? 1 : 0;
                }
            }
        }
        return (double) zeros / all;
    }
}
