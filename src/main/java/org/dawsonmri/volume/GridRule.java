package org.dawsonmri.volume;

import org.dawsonmri.Progress;
import org.dawsonmri.volume.GridMatch.Kind;
import org.dawsonmri.volume.GridMatch.Verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Which images lie in the same grid: the one answer for training, segmentation, evaluation, the check and everything
 * else that puts voxels of two images side by side. Places in the scanner are compared, once the axes run alike: a
 * label that is stored in another order than its scan fits it. Nothing is ever resampled.
 *
 * <pre>{@code
 * Volume inPlace = GridRule.VOXEL.lay(label, scan, progress); // voxel by voxel beside the scan, or an exception
 * }</pre>
 */
public enum GridRule {

    /**
     * The same below a tenth of a voxel's shortest edge in the finer grid. Equal shapes and less than a voxel apart,
     * along the finer grid's axes: taken for the same with a warning, as much data is published with headers that are
     * half a voxel off.
     */
    VOXEL,

    /** Below 0.01 mm the same, else not. */
    STRICT;

    /** What options and forms say of it. */
    public static final String HELP = "Which images lie in one grid. voxel: less than a voxel apart at the worst corner,"
        + " from a tenth of its shortest edge on with a warning. strict: less than 0.01 mm apart. Axes may be stored in"
        + " any order.";

    private static final double TAKEN_VOXELS = 1;
    private static final double STRICT_MM = 0.01;

    /**
     * Compares.
     *
     * @param firstName what to call the first grid
     */
    public GridMatch compare(String firstName, Geometry first, Geometry other) {
        AxisMap map = AxisMap.between(first, other);
        Geometry turned = map.apply(other);
        GridDistance apart = GridDistance.of(first, turned);
        Kind kind = !first.sameShape(turned) ? Kind.SHAPE
            : first.spacingText().equals(turned.spacingText()) ? Kind.PLACE : Kind.SPACING;
        Verdict verdict = kind == Kind.SHAPE ? Verdict.REFUSED : verdict(apart);
        String text = switch (verdict) {
            case SAME -> "";
            case ACCEPTED -> away(apart, firstName) + "; its voxels are taken as they are, for the grid of "
                + firstName;
            case REFUSED -> refusal(apart, kind, firstName, first, other);
        };
        return new GridMatch(verdict, kind, apart, !map.isIdentity(), text);
    }

    /**
     * A volume in the grid of another: its voxels in that one's order, its geometry that one's.
     *
     * @throws org.dawsonmri.DawsonException if it lies in another grid
     */
    public Volume lay(Volume other, Volume first, Progress progress) {
        return lay(other, first.name(), first.geometry(), progress);
    }

    /** A volume in a grid. @param name what to call the grid */
    public Volume lay(Volume other, String name, Geometry grid, Progress progress) {
        if (other.geometry().equals(grid)) {
            return other;
        }
        compare(name, grid, other.geometry()).tell(other.name(), progress);
        AxisMap map = AxisMap.between(grid, other.geometry());
        return new Volume(grid, map.isIdentity() ? other.voxels() : map.apply(other, grid), other.name());
    }

    /** All volumes in the grid of the first. */
    public List<Volume> lay(List<Volume> volumes, Progress progress) {
        List<Volume> laid = new ArrayList<>();
        for (Volume volume : volumes) {
            laid.add(lay(volume, volumes.get(0), progress));
        }
        return laid;
    }

    // -- Helper methods --

    private Verdict verdict(GridDistance apart) {
        if (this == STRICT) {
            return apart.mm() < STRICT_MM ? Verdict.SAME : Verdict.REFUSED;
        }
        return apart.isRounding() ? Verdict.SAME : apart.voxels() < TAKEN_VOXELS ? Verdict.ACCEPTED : Verdict.REFUSED;
    }

    private static String away(GridDistance apart, String name) {
        return "lies up to " + apart.text() + " away from " + name + " at the worst corner";
    }

    private String refusal(GridDistance apart, Kind kind, String name, Geometry first, Geometry other) {
        Orientation axes = Orientation.of(other.affine());
        Orientation there = Orientation.of(first.affine());
        String turned = axes.equals(there) ? "" : " (axes " + axes + ", there " + there + ")";
        if (kind == Kind.SHAPE) {
            return "has " + other.shapeText() + " voxels of " + other.spacingText() + " mm where " + name + " has "
                + first.shapeText() + " of " + first.spacingText() + " mm" + turned + ", corners up to "
                + GridDistance.number(apart.mm(), 3) + " mm apart; resample it to " + name;
        }
        String sizes = kind == Kind.PLACE ? ""
            : ", with voxels of " + other.spacingText() + " mm where that has " + first.spacingText() + " mm";
        String limit = this == STRICT ? STRICT_MM + " mm" : (int) TAKEN_VOXELS + " voxel";
        return away(apart, name) + turned + sizes + ", less than " + limit + " is taken for the same grid; "
            + (this == STRICT && VOXEL.verdict(apart) != Verdict.REFUSED
                ? "resample it to " + name + ", or choose the rule 'voxel', which takes it as it is"
                : whatToDo(name, first.codes().isNone(), other.codes().isNone()));
    }

    private static String whatToDo(String name, boolean firstIsNowhere, boolean otherIsNowhere) {
        if (firstIsNowhere == otherIsNowhere) {
            return "register and resample it to " + name + ", or correct its header";
        }
        return (otherIsNowhere ? "it" : name) + " does not say where it lies (neither qform nor sform): if both belong"
            + " together, copy the other's header into it";
    }
}
