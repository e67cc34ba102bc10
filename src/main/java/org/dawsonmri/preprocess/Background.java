package org.dawsonmri.preprocess;

import org.dawsonmri.Quantiles;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;

/**
 * What one channel of a prepared scan has where there is nothing. If at least 95 % of the voxels of its faces have the
 * same value, as in skull-stripped scans, it is that value, and everything brighter is tissue. Elsewhere the air is
 * noise: it is the darkest value, and tissue begins above Otsu's threshold.
 *
 * @param value intensity of the background
 * @param tissue what is brighter than this is tissue
 */
public record Background(float value, float tissue) {

    private static final double SAME = 0.95;

    /** Finds the background of a channel. */
    public static Background of(Volume volume) {
        float[] faces = faces(volume);
        float middle = Quantiles.upperMedian(faces);
        int same = 0;
        for (float v : faces) {
            same += v == middle ? 1 : 0;
        }
        if (same >= SAME * faces.length) {
            return new Background(middle, middle);
        }
        float min = Float.POSITIVE_INFINITY;
        for (float v : volume.voxels()) {
            min = Math.min(min, v);
        }
        return new Background(min, Otsu.threshold(volume.voxels()));
    }

    /** The median of the six faces, NaN and infinite voxels taken for 0. */
    static float middleOfFaces(Volume volume) {
        float[] faces = faces(volume);
        for (int i = 0; i < faces.length; i++) {
            faces[i] = Float.isFinite(faces[i]) ? faces[i] : 0;
        }
        return Quantiles.upperMedian(faces);
    }

    private static float[] faces(Volume volume) {
        float[] values = new float[0];
        for (int axis = 0; axis < 3; axis++) {
            for (int index : new int[] {0, volume.geometry().size(axis) - 1}) {
                float[] plane = Slices.plane(volume, axis, index);
                int n = values.length;
                values = Arrays.copyOf(values, n + plane.length);
                System.arraycopy(plane, 0, values, n, plane.length);
            }
        }
        return values;
    }
}
