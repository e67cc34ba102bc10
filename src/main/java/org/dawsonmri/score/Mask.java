package org.dawsonmri.score;

import org.dawsonmri.volume.Components;

/**
 * A binary image, x fastest. Nothing is inside beyond its edges.
 *
 * @param inside one entry per voxel; kept, not copied
 * @param nx voxels along x
 * @param ny voxels along y
 * @param nz voxels along z
 */
public record Mask(boolean[] inside, int nx, int ny, int nz) {

    /** Number of voxels inside. */
    public long count() {
        long count = 0;
        for (boolean in : inside) {
            if (in) {
                count++;
            }
        }
        return count;
    }

    /** What hangs together; connectivity as in {@link Components#of(boolean[], int, int, int, int)}. */
    public Components components(int connectivity) {
        return Components.of(inside, nx, ny, nz, connectivity);
    }

    /**
     * The border as MedPy defines it: voxels that an erosion with the face neighbours (6 in 3-D, 4 in 2-D) takes away.
     * What lies beyond the edge counts as outside, so voxels at the edge are border.
     *
     * @param flat axes along which neighbours do not count: those of a single voxel in the whole image, so that an
     *        n×m×1 image has the border of the 2-D image. If all three are flat, the mask is its own border.
     */
    public Mask border(boolean[] flat) {
        boolean point = flat[0] && flat[1] && flat[2];
        boolean[] border = new boolean[inside.length];
        int i = 0;
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++, i++) {
                    border[i] = inside[i] && (point
                        || !flat[0] && open(i, x, nx, 1)
                        || !flat[1] && open(i, y, ny, nx)
                        || !flat[2] && open(i, z, nz, nx * ny));
                }
            }
        }
        return new Mask(border, nx, ny, nz);
    }

    /** True if one of the two neighbours along an axis is outside. */
    private boolean open(int i, int position, int size, int stride) {
        return position == 0 || position == size - 1 || !inside[i - stride] || !inside[i + stride];
    }
}
