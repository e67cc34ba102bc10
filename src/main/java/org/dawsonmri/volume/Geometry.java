package org.dawsonmri.volume;

/**
 * The grid of a scan: its shape in voxels (x fastest) and where each voxel lies in the scanner. Results carry the
 * geometry of the scan they were made from, unchanged.
 *
 * @param nx voxels along the first axis
 * @param ny voxels along the second axis
 * @param nz voxels along the third axis
 * @param affine voxel indices to scanner coordinates (RAS+), in {@code unit}
 * @param unit unit of the affine
 */
public record Geometry(int nx, int ny, int nz, Affine affine, SpatialUnit unit) {

    public Geometry {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException("a grid has at least one voxel along each axis, found " + nx + "×" + ny
                + "×" + nz);
        }
    }

    /** A grid in mm with the given spacing, axes along R, A and S, first voxel at the origin. */
    public static Geometry ofSpacing(int nx, int ny, int nz, double sx, double sy, double sz) {
        return new Geometry(nx, ny, nz, Affine.scaling(sx, sy, sz), SpatialUnit.MILLIMETRE);
    }

    /** Voxels along {@code axis} (0, 1 or 2). */
    public int size(int axis) {
        return switch (axis) {
            case 0 -> nx;
            case 1 -> ny;
            case 2 -> nz;
            default -> throw new IllegalArgumentException("axis " + axis);
        };
    }

    /** {@code {nx, ny, nz}}. */
    public int[] shape() {
        return new int[] {nx, ny, nz};
    }

    /** All voxels, as a long since the product may pass an int. */
    public long voxelCount() {
        return (long) nx * ny * nz;
    }

    /** Spacing along {@code axis} in mm, whatever the unit. */
    public double spacingMm(int axis) {
        return affine.spacing(axis) * unit.inMillimetres();
    }

    /** Spacing along the three axes in mm. */
    public double[] spacingMm() {
        return new double[] {spacingMm(0), spacingMm(1), spacingMm(2)};
    }

    /** Volume of one voxel in mm³ (right for sheared grids, too). */
    public double voxelVolumeMm3() {
        return Math.abs(affine.determinant()) * Math.pow(unit.inMillimetres(), 3);
    }

    /** True if both have the same number of voxels along each axis. */
    public boolean sameShape(Geometry other) {
        return nx == other.nx && ny == other.ny && nz == other.nz;
    }

    /**
     * Largest distance in mm between the places that both grids give to the same corner voxel: 0 for the same grid, and
     * a number people can judge ("0.0003 mm" is rounding, "4 mm" is not). Shapes must agree.
     */
    public double maxCornerDistanceMm(Geometry other) {
        double max = 0;
        for (int corner = 0; corner < 8; corner++) {
            double x = (corner & 1) == 0 ? 0 : nx - 1;
            double y = (corner & 2) == 0 ? 0 : ny - 1;
            double z = (corner & 4) == 0 ? 0 : nz - 1;
            double[] a = affine.apply(x, y, z);
            double[] b = other.affine.apply(x, y, z);
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                double d = a[i] * unit.inMillimetres() - b[i] * other.unit.inMillimetres();
                sum += d * d;
            }
            max = Math.max(max, Math.sqrt(sum));
        }
        return max;
    }

    /** {@code 182×218×182}. */
    public String shapeText() {
        return nx + "×" + ny + "×" + nz;
    }
}
