package org.dawsonmri.train.data;

import org.dawsonmri.config.TrainingScans;

import java.util.List;
import java.util.Map;

/**
 * What is known of a training's subjects, in whatever way their voxels are kept.
 *
 * @param channels names, in the order in which a network gets them
 * @param labelValues label values other than 0, ascending: class c has the value at c − 1
 * @param validation number of subjects that the network is measured with
 * @param labelledValidation how many of these have a voxel of a class that is learned
 * @param scans what the training scans were like
 * @param fileSums what provenance says of the files that were read: see {@link FileSums}
 */
public record TrainingSubjects(List<String> channels, int[] labelValues, int validation, int labelledValidation,
    TrainingScans scans, Map<String, String> fileSums) {

    /** Number of classes, background not counted. */
    public int classes() {
        return labelValues.length;
    }
}
