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
        AxisMap map = AxisMap.between(original, canonical.geometry());
        Geometry grid = map.apply(canonical.geometry());
        if (!grid.sameShape(original) || !GridDistance.of(grid, original).isRounding()) {
            throw mismatch(canonical, original);
        }
        return new Volume(original, map.apply(canonical, original), canonical.name());
    }

    private static DawsonException mismatch(Volume canonical, Geometry original) {
        return new DawsonException(canonical.name() + ": its grid " + canonical.geometry().shapeText() + " "
            + canonical.geometry().affine() + " is not the grid " + original.shapeText() + " " + original.affine()
            + " with swapped or reversed axes; resample it instead");
    }
}
