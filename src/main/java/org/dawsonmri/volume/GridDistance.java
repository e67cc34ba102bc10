package org.dawsonmri.volume;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/**
 * How far apart two grids place the same corner voxel, the worst of the eight. 0.0003 mm is rounding, 4 mm is not; in
 * between voxels tell, of which a thick slice takes many mm.
 *
 * @param mm the distance in the scanner
 * @param voxels the same in steps along the axes of the grid in which it is more of them; infinite if a grid is flat
 * @param edgeMm the shortest edge of a voxel of both grids, along axes of more than one
 */
public record GridDistance(double mm, double voxels, double edgeMm) {

    /** Headers hold positions and quaternions as 32-bit numbers, near half a turn good to 1 mrad. */
    private static final double ROUNDING = 0.1;

    /**
     * The distance between two grids as they are stored. Of grids with other numbers of voxels corners are compared.
     */
    public static GridDistance of(Geometry a, Geometry b) {
        double mm = 0;
        double voxels = 0;
        for (int corner = 0; corner < 8; corner++) {
            double[] apart = minus(place(a, corner), place(b, corner));
            double length = length(apart);
            mm = Math.max(mm, length);
            voxels = Math.max(voxels, length == 0 ? 0 : Math.max(steps(apart, a), steps(apart, b)));
        }
        return new GridDistance(mm, voxels, Math.min(shortestEdge(a), shortestEdge(b)));
    }

    /** True if no more than the rounding of headers is between them: a tenth of a voxel, whatever the direction. */
    public boolean isRounding() {
        return mm == 0 || mm < ROUNDING * edgeMm;
    }

    /** {@code 0.119 mm (0.198 voxels)}. */
    public String text() {
        String steps = number(voxels, 3);
        return number(mm, 3) + " mm" + (Double.isInfinite(voxels) ? ""
            : " (" + steps + (steps.equals("1") ? " voxel)" : " voxels)"));
    }

    /** A number to so many digits, without zeros at the end. */
    static String number(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros()
            .toPlainString();
    }

    // -- Helper methods --

    /** Where a corner voxel lies, in mm. */
    private static double[] place(Geometry g, int corner) {
        double[] place = g.affine().apply((corner & 1) == 0 ? 0 : g.nx() - 1, (corner & 2) == 0 ? 0 : g.ny() - 1,
            (corner & 4) == 0 ? 0 : g.nz() - 1);
        for (int i = 0; i < 3; i++) {
            place[i] *= g.unit().inMillimetres();
        }
        return place;
    }

    private static double shortestEdge(Geometry g) {
        return IntStream.range(0, 3).filter(axis -> g.size(axis) > 1).mapToDouble(g::spacingMm).min()
            .orElse(Math.min(g.spacingMm(0), Math.min(g.spacingMm(1), g.spacingMm(2))));
    }

    /** Length of a way of so many mm, in steps from voxel to voxel. */
    private static double steps(double[] mm, Geometry g) {
        double det = g.affine().determinant();
        if (det == 0 || !Double.isFinite(det)) {
            return Double.POSITIVE_INFINITY;
        }
        double unit = g.unit().inMillimetres();
        return length(g.affine().inverse().withOrigin(0, 0, 0).apply(mm[0] / unit, mm[1] / unit, mm[2] / unit));
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
}
