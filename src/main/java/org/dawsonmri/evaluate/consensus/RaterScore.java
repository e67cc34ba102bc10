package org.dawsonmri.evaluate.consensus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well one rater agrees with the consensus on one class. By majority the consensus is a label map; by STAPLE each
 * voxel counts with its probability of the class, and sensitivity and specificity are the method's own estimates.
 *
 * @param rater name of the rater
 * @param label the class
 * @param sensitivity part of the consensus' voxels of the class that the rater gives it, too; NaN if there is none
 * @param specificity part of the consensus' other voxels that the rater does not give it; NaN if there is none
 * @param dice twice what both give the class / what either gives it; NaN if neither does
 * @param volumeMl what the rater gives the class, in ml
 */
public record RaterScore(String rater, int label, double sensitivity, double specificity, double dice,
        double volumeMl) {

    /** The row under the names of the CSV file's columns. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rater", rater);
        map.put("class", label);
        map.put("sensitivity", sensitivity);
        map.put("specificity", specificity);
        map.put("dice", dice);
        map.put("volume_ml", volumeMl);
        return map;
    }
}
