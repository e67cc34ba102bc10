package org.dawsonmri.preprocess;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Resample;
import org.dawsonmri.volume.Volume;

/**
 * Cuts volumes into planes and puts planes back. A plane across an axis holds the other two in ascending order, the
 * lower one fastest: across 0 it is y fastest, then z; across 1 x, then z; across 2 x, then y.
 *
 * <pre>{@code
 * Volume cube = Resample.linear(scan, Slices.cube(scan.geometry(), 256)); // the protocol of the thesis
 * float[] plane = Slices.plane(cube, 2, 100);                             // 256 × 256
 * }</pre>
 */
public final class Slices {

    private static final double ROUNDING = 1e-3;

    private Slices() {
    }

    /** Voxels along the fast direction of a plane across {@code axis}. */
    public static int width(Geometry geometry, int axis) {
        return geometry.size(axis == 0 ? 1 : 0);
    }

    /** Voxels along the slow direction of a plane across {@code axis}. */
    public static int height(Geometry geometry, int axis) {
        return geometry.size(axis == 2 ? 1 : 2);
    }

    /**
     * Height of the pixels of a plane across {@code axis}, in mm, relative to their width: along the slow and along the
     * fast direction. Exactly 1 where they differ by no more than headers are rounded.
     */
    public static double aspect(Geometry geometry, int axis) {
        double aspect = geometry.spacingMm(axis == 2 ? 1 : 2) / geometry.spacingMm(axis == 0 ? 1 : 0);
        return Math.abs(aspect - 1) < ROUNDING ? 1 : aspect;
    }

    /** A copy of plane number {@code index} across {@code axis}. */
    public static float[] plane(Volume volume, int axis, int index) {
        float[] plane = new float[width(volume.geometry(), axis) * height(volume.geometry(), axis)];
        get(volume, axis, index, plane, 0);
        return plane;
    }

    /** Copies plane number {@code index} across {@code axis} to {@code target} from {@code offset} on. */
    public static void get(Volume volume, int axis, int index, float[] target, int offset) {
        Walk walk = Walk.of(volume.geometry(), axis, index);
        float[] v = volume.voxels();
        int o = offset;
        for (int row = 0; row < walk.height; row++) {
            int i = walk.start + row * walk.rowStep;
            for (int column = 0; column < walk.width; column++) {
                target[o++] = v[i];
                i += walk.columnStep;
            }
        }
    }

    /** Writes a plane, which begins at {@code offset} of {@code source}, into the volume: the inverse of get. */
    public static void put(Volume volume, int axis, int index, float[] source, int offset) {
        Walk walk = Walk.of(volume.geometry(), axis, index);
        float[] v = volume.voxels();
        int o = offset;
        for (int row = 0; row < walk.height; row++) {
            int i = walk.start + row * walk.rowStep;
            for (int column = 0; column < walk.width; column++) {
                v[i] = source[o++];
                i += walk.columnStep;
            }
        }
    }

    /** True if all pixels of a plane have one value. */
    public static boolean isEven(float[] plane) {
        for (float v : plane) {
            if (v != plane[0]) {
                return false;
            }
        }
        return true;
    }

    /** The same field of view in {@code n} voxels along each axis. */
    public static Geometry cube(Geometry geometry, int n) {
        return Resample.geometryWithShape(geometry, new int[] {n, n, n});
    }

    /** Where a plane's voxels lie in the array. */
    private record Walk(int start, int width, int height, int columnStep, int rowStep) {

        static Walk of(Geometry g, int axis, int index) {
            if (index < 0 || index >= g.size(axis)) {
                throw new IndexOutOfBoundsException("plane " + index + " of " + g.size(axis) + " across axis " + axis);
            }
            int[] step = {1, g.nx(), g.nx() * g.ny()};
            return new Walk(index * step[axis], Slices.width(g, axis), Slices.height(g, axis), step[axis == 0 ? 1 : 0],
                step[axis == 2 ? 1 : 2]);
        }
    }
}
