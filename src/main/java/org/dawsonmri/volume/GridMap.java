package org.dawsonmri.volume;

import org.dawsonmri.DawsonException;

import java.util.Arrays;

/** How the voxel positions of one grid lie on another. */
final class GridMap {

    /** Distance in old voxels, over a whole grid, that counts as rounding. */
    private static final double ROUNDING = 1e-3;

    private GridMap() {
    }

    /** The map from voxel positions of {@code target} to voxel positions of {@code volume}. */
    static Affine of(Volume volume, Geometry target) {
        Geometry source = volume.geometry();
        double det = source.affine().determinant();
        if (det == 0 || !Double.isFinite(det)) {
            throw new DawsonException(volume.name() + ": its affine " + source.affine() + " is flat, so voxels have no"
                + " place in space; correct the header");
        }
        double inSourceUnits = target.unit().inMillimetres() / source.unit().inMillimetres();
        double[] m = Arrays.stream(target.affine().toArray()).map(v -> v * inSourceUnits).toArray();
        return source.affine().inverse().multiply(Affine.of(m));
    }

    static double position(Affine map, int axis, int x, int y, int z) {
        return map.get(axis, 0) * x + map.get(axis, 1) * y + map.get(axis, 2) * z + map.get(axis, 3);
    }

    /** True if each axis of the target runs along the same axis of the source, the same way. */
    static boolean isAligned(Affine map, Geometry target) {
        boolean aligned = true;
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                aligned &= r == c ? map.get(r, r) > 0 : Math.abs(map.get(r, c)) * target.size(c) < ROUNDING;
            }
        }
        return aligned;
    }

    /** True if each voxel of the target lies on the voxel of the source with the same index. */
    static boolean isIdentity(Affine map, Geometry target) {
        boolean identity = true;
        for (int r = 0; r < 3; r++) {
            identity &= Math.abs(map.get(r, 3)) < ROUNDING;
            for (int c = 0; c < 3; c++) {
                identity &= Math.abs(map.get(r, c) - (r == c ? 1 : 0)) * target.size(c) < ROUNDING;
            }
        }
        return identity;
    }

    /** A grid along the same axes about the same centre, with {@code step} old voxels to a new one. */
    static Geometry centred(Geometry old, int[] shape, double[] step) {
        long voxels = (long) shape[0] * shape[1];
        if (voxels > Integer.MAX_VALUE || voxels * shape[2] > Integer.MAX_VALUE) {
            throw new DawsonException("a grid of " + shape[0] + "×" + shape[1] + "×" + shape[2] + " voxels is too"
                + " large; choose fewer or larger voxels");
        }
        double[] origin = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            origin[axis] = (old.size(axis) - 1) / 2.0 - step[axis] * (shape[axis] - 1) / 2.0;
        }
        Affine scale = Affine.scaling(step[0], step[1], step[2]).withOrigin(origin[0], origin[1], origin[2]);
        return old.with(shape[0], shape[1], shape[2], old.affine().multiply(scale));
    }
}
