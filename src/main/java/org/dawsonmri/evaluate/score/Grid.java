package org.dawsonmri.evaluate.score;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;

/**
 * Where the cropped masks of a {@link LabelPair} lie and how large their voxels are.
 *
 * @param box the part of the image that the masks hold
 * @param shape voxels of the whole image along x, y and z
 * @param spacingMm distance between voxel centres along x, y and z in mm
 * @param voxelMm3 volume of a voxel in mm³
 * @param axialAxis the axis across which axial slices are stacked: the one nearest to inferior-superior
 */
record Grid(Box box, int[] shape, double[] spacingMm, double voxelMm3, int axialAxis) {

    static Grid of(Geometry geometry, Box box) {
        String code = Orientation.of(geometry.affine()).code();
        int axial = Math.max(code.indexOf('S'), code.indexOf('I'));
        return new Grid(box, geometry.shape(), geometry.spacingMm(), geometry.voxelVolumeMm3(), axial);
    }

    /** No voxel at all. */
    static Grid none() {
        return new Grid(new Box(0, 0, 0, 0, 0, 0), new int[3], new double[] {1, 1, 1}, 1, 2);
    }

    /** Voxels of the whole image. */
    long voxels() {
        return (long) shape[0] * shape[1] * shape[2];
    }

    /** The axes of a single voxel in the whole image. */
    boolean[] flat() {
        return new boolean[] {shape[0] == 1, shape[1] == 1, shape[2] == 1};
    }
}
