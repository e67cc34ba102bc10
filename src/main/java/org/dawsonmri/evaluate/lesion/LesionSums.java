package org.dawsonmri.evaluate.lesion;

import org.dawsonmri.evaluate.score.Box;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;

/** Gathers one lesion's numbers voxel by voxel. */
final class LesionSums {

    private final int firstSlice;
    private final int[] perSlice;
    private final double[] intensity;
    private final long[] finite;
    private final long[] position = new long[3];
    private long voxels;
    private int x0 = Integer.MAX_VALUE;
    private int y0 = Integer.MAX_VALUE;
    private int x1;
    private int y1;

    /** @param box of the lesion's label */
    LesionSums(Box box, int channels) {
        firstSlice = box.z0();
        perSlice = new int[box.nz()];
        intensity = new double[channels];
        finite = new long[channels];
    }

    void add(int x, int y, int z, List<Volume> scans) {
        voxels++;
        position[0] += x;
        position[1] += y;
        position[2] += z;
        perSlice[z - firstSlice]++;
        x0 = Math.min(x0, x);
        x1 = Math.max(x1, x + 1);
        y0 = Math.min(y0, y);
        y1 = Math.max(y1, y + 1);
        for (int c = 0; c < intensity.length; c++) {
            float value = scans.get(c).get(x, y, z);
            if (Float.isFinite(value)) {
                intensity[c] += value;
                finite[c]++;
            }
        }
    }

    Lesion lesion(int label, String className, Geometry grid) {
        double[] centre = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            centre[axis] = (double) position[axis] / voxels;
        }
        double[] place = grid.affine().apply(centre[0], centre[1], centre[2]);
        double mm = grid.unit().inMillimetres();
        List<Double> means = new ArrayList<>();
        for (int c = 0; c < intensity.length; c++) {
            means.add(intensity[c] / finite[c]); // 0 / 0 is NaN
        }
        int first = 0;
        int last = perSlice.length - 1;
        while (perSlice[first] == 0) {
            first++;
        }
        while (perSlice[last] == 0) {
            last--;
        }
        return new Lesion(0, label, className, voxels, voxels * grid.voxelVolumeMm3(),
            List.of(centre[0], centre[1], centre[2]), List.of(place[0] * mm, place[1] * mm, place[2] * mm),
            new Box(x0, y0, firstSlice + first, x1, y1, firstSlice + last + 1), firstSlice + fullest(), means);
    }

    private int fullest() {
        int best = 0;
        for (int z = 1; z < perSlice.length; z++) {
            best = perSlice[z] > perSlice[best] ? z : best;
        }
        return best;
    }
}
