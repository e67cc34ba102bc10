package org.dawsonmri.preprocess;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

/**
 * A box of voxels cut out of a grid, or laid around it: what lies outside the grid is 0. The box may begin at a
 * negative position and be larger than the grid, so the same value describes cropping and padding, and either can be
 * undone. The affine's origin moves along, so every voxel keeps its place in the scanner.
 *
 * <pre>{@code
 * Crop crop = HeadBox.of(scan, 2);
 * Volume labels = crop.undo(segment(crop.apply(scan)), scan.geometry());
 * }</pre>
 *
 * @param x first voxel of the box along the first axis of the grid it is cut from
 * @param y the same along the second axis
 * @param z the same along the third axis
 * @param nx voxels of the box along the first axis
 * @param ny the same along the second axis
 * @param nz the same along the third axis
 */
public record Crop(int x, int y, int z, int nx, int ny, int nz) {

    public Crop {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException("a box of " + nx + "×" + ny + "×" + nz + " voxels");
        }
    }

    /**
     * The box of this size in the middle of a grid, beginning at ⌊(n − size)/2⌋ along each axis: cropping where the
     * grid is larger, padding where it is smaller.
     */
    public static Crop centre(Geometry g, int nx, int ny, int nz) {
        return new Crop(Math.floorDiv(g.nx() - nx, 2), Math.floorDiv(g.ny() - ny, 2), Math.floorDiv(g.nz() - nz, 2),
            nx, ny, nz);
    }

    /** The whole of a grid. */
    public static Crop whole(Geometry g) {
        return new Crop(0, 0, 0, g.nx(), g.ny(), g.nz());
    }

    /** The grid of the box cut out of {@code g}. */
    public Geometry apply(Geometry g) {
        double[] origin = g.affine().apply(x, y, z);
        return g.with(nx, ny, nz, g.affine().withOrigin(origin[0], origin[1], origin[2]));
    }

    /** The box cut out of a volume. */
    public Volume apply(Volume volume) {
        Volume out = Volume.zeros(apply(volume.geometry()), volume.name());
        copy(volume, out, x, y, z);
        return out;
    }

    /**
     * Puts the box back where it was cut from: a volume in the grid {@code original}, 0 outside the box.
     *
     * @throws DawsonException if the volume is not of this box's size
     */
    public Volume undo(Volume cropped, Geometry original) {
        Geometry g = cropped.geometry();
        if (g.nx() != nx || g.ny() != ny || g.nz() != nz) {
            throw new DawsonException(cropped.name() + ": has " + g.shapeText() + " voxels where the box has " + nx
                + "×" + ny + "×" + nz + "; put back only what was computed on this crop");
        }
        Volume out = Volume.zeros(original, cropped.name());
        copy(cropped, out, -x, -y, -z);
        return out;
    }

    /** Copies what both hold; voxel (i, j, k) of {@code to} is voxel (i + dx, j + dy, k + dz) of {@code from}. */
    private static void copy(Volume from, Volume to, int dx, int dy, int dz) {
        Geometry a = from.geometry();
        Geometry b = to.geometry();
        int begin = Math.max(0, -dx);
        int length = Math.min(b.nx(), a.nx() - dx) - begin;
        for (int k = Math.max(0, -dz); k < Math.min(b.nz(), a.nz() - dz) && length > 0; k++) {
            for (int j = Math.max(0, -dy); j < Math.min(b.ny(), a.ny() - dy); j++) {
                System.arraycopy(from.voxels(), from.index(begin + dx, j + dy, k + dz), to.voxels(),
                    to.index(begin, j, k), length);
            }
        }
    }
}
