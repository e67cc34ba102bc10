package org.dawsonmri.volume;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The grid of a scan: its shape in voxels (x fastest) and where each voxel lies in the scanner. Results carry the
 * geometry of the scan they were made from, unchanged.
 *
 * @param nx voxels along the first axis
 * @param ny voxels along the second axis
 * @param nz voxels along the third axis
 * @param affine voxel indices to scanner coordinates (RAS+), in {@code unit}
 * @param unit unit of the affine
 * @param codes which space the affine leads to
 */
public record Geometry(int nx, int ny, int nz, Affine affine, SpatialUnit unit, XformCodes codes) {

    public Geometry {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw new IllegalArgumentException("a grid has at least one voxel along each axis, found " + nx + "×" + ny
                + "×" + nz);
        }
    }

    /** A grid that was made here. */
    public Geometry(int nx, int ny, int nz, Affine affine, SpatialUnit unit) {
        this(nx, ny, nz, affine, unit, XformCodes.ALIGNED);
    }

    /** A grid in mm with the given spacing, axes along R, A and S, first voxel at the origin. */
    public static Geometry ofSpacing(int nx, int ny, int nz, double sx, double sy, double sz) {
        return new Geometry(nx, ny, nz, Affine.scaling(sx, sy, sz), SpatialUnit.MILLIMETRE);
    }

    /**
     * A grid of which only the spacing is known. As in nibabel, x then runs to the left and scanner position 0 lies in
     * the centre.
     */
    public static Geometry withoutPlace(int nx, int ny, int nz, double[] spacing, SpatialUnit unit) {
        Affine affine = Affine.scaling(-spacing[0], spacing[1], spacing[2]).withOrigin(spacing[0] * (nx - 1) / 2.0,
            -spacing[1] * (ny - 1) / 2.0, -spacing[2] * (nz - 1) / 2.0);
        return new Geometry(nx, ny, nz, affine, unit, XformCodes.NONE);
    }

    /** Another grid in the same space. */
    public Geometry with(int newX, int newY, int newZ, Affine newAffine) {
        return new Geometry(newX, newY, newZ, newAffine, unit, codes);
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

    /** Largest distance in mm between the places that both grids give to the same corner voxel. */
    public double maxCornerDistanceMm(Geometry other) {
        return GridDistance.of(this, other).mm();
    }

    /** {@code 182×218×182}. */
    public String shapeText() {
        return nx + "×" + ny + "×" + nz;
    }

    /** {@code 0.9×0.9×3}: spacing in mm, to four digits. */
    public String spacingText() {
        return spacingText(spacingMm());
    }

    /** The same of voxel sizes alone. */
    public static String spacingText(double... spacingMm) {
        return Arrays.stream(spacingMm).mapToObj(mm -> GridDistance.number(mm, 4)).collect(Collectors.joining("×"));
    }

    /**
     * What a file says of the space that a grid lies in, in NIfTI's codes: 0 nothing, 1 scanner, 2 aligned to another
     * scan, 3 Talairach, 4 MNI 152, others by agreement. Results keep their scan's.
     *
     * @param qform code of the qform, 0 where there is none
     * @param sform code of the sform, 0 where there is none
     */
    public record XformCodes(int qform, int sform) {

        /** Aligned: where the grid came from is not known, and 1 would claim that this very scanner measured it. */
        public static final XformCodes ALIGNED = new XformCodes(2, 2);
        /** Neither form: only the spacing is known. */
        public static final XformCodes NONE = new XformCodes(0, 0);

        /** A code below 0 counts as none; one that NIfTI-1 cannot hold as its largest. */
        public XformCodes {
            qform = Math.max(0, Math.min(Short.MAX_VALUE, qform));
            sform = Math.max(0, Math.min(Short.MAX_VALUE, sform));
        }

        /** True if nothing says where the grid lies. */
        public boolean isNone() {
            return qform == 0 && sform == 0;
        }
    }
}
