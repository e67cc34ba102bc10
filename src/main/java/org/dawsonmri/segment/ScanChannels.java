package org.dawsonmri.segment;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.List;

/**
 * A prepared scan's channels in one grid, from which boxes are cut as a 3-D network takes them: depth (z) × height (y)
 * × width (x) × channels. Beyond the scan's edge everything is 0, in a z-scored scan the brain's mean. Immutable;
 * several threads may cut at once.
 *
 * <p>A patch's voxel of interest is its middle: with an edge of p voxels and h = p / 2, rounded down,
 * {@code patch[h][h][h]} is the voxel itself.
 */
public final class ScanChannels {

    private final Geometry grid;
    private final float[][] channels;

    /** @param channels at least one, all of the same shape; their voxels are kept, not copied */
    public ScanChannels(List<Volume> channels) {
        this.grid = channels.get(0).geometry();
        this.channels = channels.stream().map(Volume::voxels).toArray(float[][]::new);
    }

    public Geometry grid() {
        return grid;
    }

    /** Number of channels. */
    public int count() {
        return channels.length;
    }

    /** The channel that decides which voxels are candidates. Not a copy. */
    public float[] first() {
        return channels[0];
    }

    /** Floats of a patch. */
    public int patchLength(int edge) {
        return edge * edge * edge * channels.length;
    }

    /**
     * Cuts the patch around a voxel.
     *
     * @param voxel index of the voxel of interest in the grid
     * @param edge voxels along each axis
     * @param flip how the patch is mirrored
     * @param to gets the patch from {@code offset} on
     */
    public void patch(int voxel, int edge, PatchFlip flip, float[] to, int offset) {
        int h = edge / 2;
        int x = voxel % grid.nx();
        int y = voxel / grid.nx() % grid.ny();
        int z = voxel / grid.nx() / grid.ny();
        cut(new int[] {x - h, y - h, z - h}, new int[] {edge, edge, edge}, flip, to, offset);
    }

    /**
     * Cuts any box.
     *
     * @param from its first voxel along x, y and z; may lie outside
     * @param size its voxels along x, y and z
     * @param to gets the box from {@code offset} on
     */
    public void box(int[] from, int[] size, float[] to, int offset) {
        cut(from, size, PatchFlip.NONE, to, offset);
    }

    // -- Helper methods --

    private void cut(int[] from, int[] size, PatchFlip flip, float[] to, int offset) {
        int row = size[0] * channels.length;
        int x0 = Math.max(0, -from[0]);
        int x1 = Math.min(size[0], grid.nx() - from[0]);
        int o = offset;
        for (int dz = 0; dz < size[2]; dz++) {
            int z = from[2] + (flip.z() ? size[2] - 1 - dz : dz);
            for (int dy = 0; dy < size[1]; dy++, o += row) {
                int y = from[1] + (flip.y() ? size[1] - 1 - dy : dy);
                boolean outside = z < 0 || z >= grid.nz() || y < 0 || y >= grid.ny() || x0 >= x1;
                if (outside || x0 > 0 || x1 < size[0]) {
                    Arrays.fill(to, o, o + row, 0);
                }
                if (!outside) {
                    copy(from[0] + grid.nx() * (y + grid.ny() * z), x0, x1, to, o);
                }
            }
        }
    }

    /** Voxels x0 to x1 (not included) of a row of the box that begins at index {@code first} of the grid. */
    private void copy(int first, int x0, int x1, float[] to, int offset) {
        int step = channels.length;
        for (int c = 0; c < step; c++) {
            float[] values = channels[c];
            int o = offset + x0 * step + c;
            for (int x = x0; x < x1; x++, o += step) {
                to[o] = values[first + x];
            }
        }
    }
}
