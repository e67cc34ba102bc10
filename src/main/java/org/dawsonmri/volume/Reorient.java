package org.dawsonmri.volume;

import org.dawsonmri.DawsonException;

/**
 * Lays the voxel axes of a volume along other anatomical directions by swapping and reversing them. Nothing is
 * interpolated: every voxel keeps its value and its place in the scanner, so the way back is exact.
 *
 * <pre>{@code
 * Volume canonical = Reorient.to(scan, Orientation.RAS);
 * Volume labels = Reorient.backTo(segment(canonical), scan.geometry());
 * }</pre>
 */
public final class Reorient {

    /** How far (in voxels per voxel) two grids may disagree and still be the same up to rounding in a header. */
    private static final double ROUNDING = 1e-3;

    private Reorient() {
    }

    /** The volume with its axes along {@code target}, or the volume itself if they already are. */
    public static Volume to(Volume volume, Orientation target) {
        Orientation found = Orientation.of(volume.geometry().affine());
        if (found.equals(target)) {
            return volume;
        }
        AxisMap map = found.mapTo(target);
        Geometry grid = map.apply(volume.geometry());
        return new Volume(grid, map.apply(volume, grid), volume.name());
    }

    /**
     * Undoes {@link #to}: the volume laid out as {@code original}, whose geometry the result has to the last bit.
     *
     * @throws DawsonException if {@code canonical} is not {@code original} with swapped or reversed axes
     */
    public static Volume backTo(Volume canonical, Geometry original) {
        AxisMap map = mapBetween(canonical, original);
        Geometry grid = map.apply(canonical.geometry());
        double tolerance = ROUNDING * Math.min(original.spacingMm(0), Math.min(original.spacingMm(1),
            original.spacingMm(2)));
        if (!grid.sameShape(original) || grid.maxCornerDistanceMm(original) > tolerance * maxSize(original)) {
            throw mismatch(canonical, original);
        }
        return new Volume(original, map.apply(canonical, original), canonical.name());
    }

    /** Reads the swaps off original⁻¹·canonical, which is a signed permutation if one grid is the other laid anew. */
    private static AxisMap mapBetween(Volume canonical, Geometry original) {
        if (original.affine().determinant() == 0) {
            throw mismatch(canonical, original);
        }
        Affine steps = original.affine().inverse().multiply(canonical.geometry().affine());
        int[] from = new int[3];
        boolean[] flip = new boolean[3];
        int seen = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int other = 0; other < 3; other++) {
                double step = steps.get(axis, other);
                if (Math.abs(Math.abs(step) - 1) < ROUNDING) {
                    from[axis] = other;
                    flip[axis] = step < 0;
                    seen |= 1 << other;
                }
            }
        }
        if (seen != 7) {
            throw mismatch(canonical, original);
        }
        return new AxisMap(from, flip);
    }

    private static int maxSize(Geometry g) {
        return Math.max(g.nx(), Math.max(g.ny(), g.nz()));
    }

    private static DawsonException mismatch(Volume canonical, Geometry original) {
        return new DawsonException(canonical.name() + ": its grid " + canonical.geometry().shapeText() + " "
            + canonical.geometry().affine() + " is not the grid " + original.shapeText() + " " + original.affine()
            + " with swapped or reversed axes; resample it instead");
    }
}
