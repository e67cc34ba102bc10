package org.dawsonmri.segment;

import org.dawsonmri.volume.Volume;

import java.util.List;

/**
 * What a network found in a scan.
 *
 * @param labels label values in the scan's own grid
 * @param probabilities one map for each class (background not included) in the scan's own grid, before anything was
 *        removed
 */
public record Segmentation(Volume labels, List<Volume> probabilities) {
}
