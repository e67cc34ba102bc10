package org.dawsonmri.imagej.image;

import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where voxels went without being mixed: the axes of the new grid run along old ones, some the other way, and start
 * somewhere else.
 *
 * @param from for each new axis the old axis it runs along
 * @param flip for each new axis whether it runs the other way
 * @param offset position along each new axis of the voxel that had index 0, 0, 0
 */
record VoxelMove(int[] from, boolean[] flip, int[] offset) {

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    private static final int FLIPS = 8;

    /** A shift and nothing else. */
    static VoxelMove shift(int x, int y, int z) {
        return new VoxelMove(ORDERS[0], new boolean[3], new int[] {x, y, z});
    }

    /** All 48 ways to lay three axes, that of {@link #shift} first, without an offset. */
    static List<VoxelMove> turns() {
        List<VoxelMove> turns = new ArrayList<>();
        for (int[] order : ORDERS) {
            for (int flips = 0; flips < FLIPS; flips++) {
                turns.add(new VoxelMove(order, new boolean[] {(flips & 1) > 0, (flips & 2) > 0, (flips & 4) > 0},
                    new int[3]));
            }
        }
        return turns;
    }

    /** The same turn of the axes, so that it fills a grid of that shape. */
    VoxelMove filling(int[] shape) {
        return by(new int[] {flip[0] ? shape[0] - 1 : 0, flip[1] ? shape[1] - 1 : 0, flip[2] ? shape[2] - 1 : 0});
    }

    /** The same turn of the axes, with that offset. */
    VoxelMove by(int[] newOffset) {
        return new VoxelMove(from, flip, newOffset.clone());
    }

    /** The new position along an axis. */
    int apply(int axis, int[] old) {
        return flip[axis] ? offset[axis] - old[from[axis]] : offset[axis] + old[from[axis]];
    }

    /** True if the axes run as before. */
    boolean isShift() {
        return Arrays.equals(from, ORDERS[0]) && !flip[0] && !flip[1] && !flip[2];
    }

    /** Which part of the smaller of both grids is in the other one, too. */
    double overlap(int[] oldShape, int[] shape) {
        double part = 1;
        double whole = 1;
        double oldWhole = 1;
        for (int axis = 0; axis < 3; axis++) {
            int size = oldShape[from[axis]];
            int start = flip[axis] ? offset[axis] - size + 1 : offset[axis];
            part *= Math.max(0, Math.min(shape[axis], start + size) - Math.max(0, start));
            whole *= shape[axis];
            oldWhole *= size;
        }
        return part / Math.min(whole, oldWhole);
    }

    /** The grid of the moved voxels, each in its old place in the scanner; of a shift. */
    Geometry follow(Geometry old, int[] shape) {
        double[] start = old.affine().apply(-offset[0], -offset[1], -offset[2]);
        Affine affine = old.affine().withOrigin(start[0], start[1], start[2]);
        return old.with(shape[0], shape[1], shape[2], affine);
    }

    /** {@code shifted by 7, 0, 0 voxels}, {@code laid so that x, y, z run along x, -y, z of the scan}. */
    String text() {
        if (isShift()) {
            return "shifted by " + offset[0] + ", " + offset[1] + ", " + offset[2] + " voxels";
        }
        StringBuilder axes = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            axes.append(axis == 0 ? "" : ", ").append(flip[axis] ? "-" : "").append("xyz".charAt(from[axis]));
        }
        return (Arrays.equals(from, ORDERS[0]) ? "flipped" : "turned") + " (x, y, z now run along " + axes
            + " of the scan)";
    }
}
