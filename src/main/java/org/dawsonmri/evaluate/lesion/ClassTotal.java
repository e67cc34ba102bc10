package org.dawsonmri.evaluate.lesion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All lesions of one class.
 *
 * @param label the class' value in the label map
 * @param className its name, or ""
 * @param lesions how many
 * @param voxels of all
 * @param volumeMm3 of all, in mm³
 * @param meanMm3 of a lesion; NaN if there is none
 * @param largestMm3 of the largest lesion; NaN if there is none
 */
public record ClassTotal(int label, String className, int lesions, long voxels, double volumeMm3, double meanMm3,
    double largestMm3) {

    static ClassTotal of(int label, String className, List<Lesion> lesions) {
        double volume = lesions.stream().mapToDouble(Lesion::volumeMm3).sum();
        return new ClassTotal(label, className, lesions.size(), lesions.stream().mapToLong(Lesion::voxels).sum(),
            volume, lesions.isEmpty() ? Double.NaN : volume / lesions.size(),
            lesions.stream().mapToDouble(Lesion::volumeMm3).max().orElse(Double.NaN));
    }

    /** Column to value, as CSV and JSON have them. */
    public Map<String, Object> toMap() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("class", label);
        row.put("class_name", className);
        row.put("lesions", lesions);
        row.put("voxels", voxels);
        row.put("volume_mm3", volumeMm3);
        row.put("volume_ml", volumeMm3 / 1000);
        row.put("mean_mm3", meanMm3);
        row.put("largest_mm3", largestMm3);
        return row;
    }
}
