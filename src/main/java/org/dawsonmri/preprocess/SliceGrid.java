package org.dawsonmri.preprocess;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Geometry.XformCodes;
import org.dawsonmri.volume.SpatialUnit;

import java.util.List;
import java.util.Locale;

/**
 * The grid of a stack of DICOM slices, in the order in which they are stacked, from what they say themselves:
 *
 * <pre>{@code
 * Geometry grid = SliceGrid.of("brain", slices, 256, 256);
 * }</pre>
 *
 * Slices have to lie parallel and evenly, one behind the other. They may be sheared, as with a tilted gantry.
 */
public final class SliceGrid {

    /** Positions are written with few digits: this part of the step from slice to slice is rounding. */
    private static final double ROUNDING = 0.02;
    private static final double SAME_DIRECTION = 1e-3;
    private static final double SQUARE = 1e-2;
    private static final double SAME_PLACE = 1e-3;
    private static final XformCodes SCANNER = new XformCodes(1, 1);

    private SliceGrid() {
    }

    /**
     * @param name what to call the stack
     * @throws DawsonException if the slices do not make one grid
     */
    public static Geometry of(String name, List<DicomSlice> slices, int columns, int rows) {
        DicomSlice first = slices.get(0);
        double[] row = {first.orientation()[0], first.orientation()[1], first.orientation()[2]};
        double[] column = {first.orientation()[3], first.orientation()[4], first.orientation()[5]};
        if (Math.abs(dot(row, row) - 1) > SQUARE || Math.abs(dot(column, column) - 1) > SQUARE
            || Math.abs(dot(row, column)) > SQUARE || !(first.spacing()[0] > 0) || !(first.spacing()[1] > 0)) {
            throw refused(name, "its first slice has rows and columns that are not at right angles, or no pixel size");
        }
        for (int i = 1; i < slices.size(); i++) {
            for (int k = 0; k < 6; k++) {
                if (Math.abs(slices.get(i).orientation()[k] - first.orientation()[k]) > SAME_DIRECTION) {
                    throw refused(name, "slice " + (i + 1) + " is turned against the first");
                }
            }
        }
        double[] step = step(name, slices, cross(row, column));
        double[] m = new double[12];
        for (int r = 0; r < 3; r++) {
            double sign = r < 2 ? -1 : 1; // from left, back, head to right, front, head
            m[4 * r] = sign * row[r] * first.spacing()[1] + 0.0;
            m[4 * r + 1] = sign * column[r] * first.spacing()[0] + 0.0;
            m[4 * r + 2] = sign * step[r] + 0.0;
            m[4 * r + 3] = sign * first.position()[r] + 0.0;
        }
        return new Geometry(columns, rows, slices.size(), Affine.of(m), SpatialUnit.MILLIMETRE, SCANNER);
    }

    // -- Helper methods --

    /** From one slice to the next. */
    private static double[] step(String name, List<DicomSlice> slices, double[] normal) {
        int last = slices.size() - 1;
        double[] start = slices.get(0).position();
        if (last == 0) {
            double thickness = slices.get(0).thickness();
            return times(normal, thickness > 0 ? thickness : 1);
        }
        requireOrder(name, slices, normal);
        double[] step = times(minus(slices.get(last).position(), start), 1.0 / last);
        double length = Math.abs(dot(step, normal));
        for (int i = 1; i <= last; i++) {
            double[] apart = minus(minus(slices.get(i).position(), start), times(step, i));
            if (Math.sqrt(dot(apart, apart)) > ROUNDING * length) {
                throw refused(name, String.format(Locale.ROOT, "its slices do not lie evenly: from slice %d to %d it is"
                    + " %.3f mm, on average %.3f mm; one may be missing", i, i + 1,
                    Math.abs(way(slices, i - 1, i, normal)), length));
            }
        }
        return step;
    }

    private static void requireOrder(String name, List<DicomSlice> slices, double[] normal) {
        double direction = way(slices, 0, 1, normal);
        for (int i = 1; i < slices.size(); i++) {
            if (Math.abs(way(slices, 0, i, normal)) < SAME_PLACE
                || Math.abs(way(slices, i - 1, i, normal)) < SAME_PLACE) {
                throw refused(name, "two slices lie at the same place, slice " + (i + 1)
                    + " one of them, as in a series of time points or echoes; open one of these at a time");
            }
            if (way(slices, i - 1, i, normal) * direction < 0) {
                throw refused(name, "slice " + (i + 1) + " lies before slice " + i + ": they are not in the order in"
                    + " which they lie; sort the files by position");
            }
        }
    }

    /** From one slice to another, along the normal. */
    private static double way(List<DicomSlice> slices, int from, int to, double[] normal) {
        return dot(minus(slices.get(to).position(), slices.get(from).position()), normal);
    }

    private static DawsonException refused(String name, String why) {
        return new DawsonException(name + ": its DICOM slices make no grid: " + why
            + "; or convert the series to NIfTI (dcm2niix) and open that");
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double[] times(double[] a, double factor) {
        return new double[] {factor * a[0], factor * a[1], factor * a[2]};
    }
}
