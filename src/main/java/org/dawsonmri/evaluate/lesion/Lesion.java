package org.dawsonmri.evaluate.lesion;

import org.dawsonmri.evaluate.score.Box;

import java.util.LinkedHashMap;
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

    /** Column to value, as CSV and JSON have them. */
    public Map<String, Object> toMap(List<String> channels) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("lesion", number);
        row.put("class", label);
        row.put("class_name", className);
        row.put("voxels", voxels);
        row.put("volume_mm3", volumeMm3);
        for (int axis = 0; axis < 3; axis++) {
            row.put("centre_" + "xyz".charAt(axis), centre.get(axis));
        }
        for (int axis = 0; axis < 3; axis++) {
            row.put("centre_" + "xyz".charAt(axis) + "_mm", centreMm.get(axis));
        }
        row.put("x_min", box.x0());
        row.put("x_max", box.x1() - 1);
        row.put("y_min", box.y0());
        row.put("y_max", box.y1() - 1);
        row.put("z_min", box.z0());
        row.put("z_max", box.z1() - 1);
        row.put("first_slice", box.z0() + 1);
        row.put("last_slice", box.z1());
        for (int c = 0; c < channels.size(); c++) {
            row.put("mean_" + channels.get(c), intensities.get(c));
        }
        return row;
    }

    Lesion numbered(int newNumber) {
        return new Lesion(newNumber, label, className, voxels, volumeMm3, centre, centreMm, box, mainSlice,
            intensities);
    }
}
