package org.dawsonmri.evaluate.lesion;

import org.dawsonmri.Columns;
import org.dawsonmri.evaluate.score.LabelMap.Box;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One lesion: a connected component of a label.
 *
 * @param number from 1, in the order of the table
 * @param label the class' value in the label map
 * @param className its name, or ""
 * @param voxels how many it has
 * @param volumeMm3 their volume in mm³
 * @param centre mean of its voxels' indices along x, y and z, from 0; may lie outside of a bent lesion
 * @param centreMm the same place in scanner coordinates (R, A, S), in mm
 * @param box the voxels it reaches over, from 0
 * @param mainSlice the slice, from 0 along z, in which it has most voxels
 * @param intensities mean over its voxels of each scan, in the order of the table's channels; voxels that are not
 *        finite do not count; NaN if none is
 */
public record Lesion(int number, int label, String className, long voxels, double volumeMm3, List<Double> centre,
    List<Double> centreMm, Box box, int mainSlice, List<Double> intensities) {

    private static final Columns<Lesion> COLUMNS = new Columns<Lesion>().with("lesion", Lesion::number)
        .with("class", Lesion::label).with("class_name", Lesion::className).with("voxels", Lesion::voxels)
        .with("volume_mm3", Lesion::volumeMm3).with("centre_x", l -> l.centre.get(0))
        .with("centre_y", l -> l.centre.get(1)).with("centre_z", l -> l.centre.get(2))
        .with("centre_x_mm", l -> l.centreMm.get(0)).with("centre_y_mm", l -> l.centreMm.get(1))
        .with("centre_z_mm", l -> l.centreMm.get(2)).with("x_min", l -> l.box.x0()).with("x_max", l -> l.box.x1() - 1)
        .with("y_min", l -> l.box.y0()).with("y_max", l -> l.box.y1() - 1).with("z_min", l -> l.box.z0())
        .with("z_max", l -> l.box.z1() - 1).with("first_slice", l -> l.box.z0() + 1)
        .with("last_slice", l -> l.box.z1());

    /** The columns of a table with these scans. */
    static Columns<Lesion> columns(List<String> channels) {
        Columns<Lesion> columns = COLUMNS;
        for (int c = 0; c < channels.size(); c++) {
            int channel = c;
            columns = columns.with("mean_" + channels.get(c), lesion -> lesion.intensities.get(channel));
        }
        return columns;
    }

    /** Column to value, as CSV and JSON have them. */
    public Map<String, Object> toMap(List<String> channels) {
        return columns(channels).row(this);
    }

    Lesion numbered(int newNumber) {
        return new Lesion(newNumber, label, className, voxels, volumeMm3, centre, centreMm, box, mainSlice,
            intensities);
    }

    /** Gathers one lesion's numbers voxel by voxel. */
    static final class LesionSums {

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
}
