package org.dawsonmri.segment;

import org.dawsonmri.volume.Volume;

import java.util.List;

/**
 * What a network found in a scan.
 *
 * @param labels label values in the scan's own grid
 * @param probabilities one map for each class (background not included) in the scan's own grid, before anything was
 *        removed
 * @param stages what a cascade's stages did, in their order; empty for other networks
 */
public record Segmentation(Volume labels, List<Volume> probabilities, List<StageResult> stages) {

    Segmentation(Volume labels, List<Volume> probabilities) {
        this(labels, probabilities, List.of());
    }

    /** A cascade's stage of that name, which must be there. */
    public StageResult stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow();
    }
}
