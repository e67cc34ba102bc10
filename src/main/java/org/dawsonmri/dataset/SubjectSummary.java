package org.dawsonmri.dataset;

import org.dawsonmri.volume.Geometry;

import java.util.SortedMap;

/**
 * What the dataset check saw of one subject.
 *
 * @param subject id of the subject
 * @param split what it is used for
 * @param geometry grid of its first readable file, null if there is none
 * @param orientation code such as {@code RAS} of that grid, null if there is none
 * @param labelVoxels voxels of each label that occurs, background included; empty without a readable label
 */
public record SubjectSummary(String subject, Split split, Geometry geometry, String orientation,
    SortedMap<Integer, Long> labelVoxels) {

    /** Voxel size in mm such as {@code 0.9×0.9×3}, or {@code n/a}. */
    public String spacingText() {
        return geometry == null ? Table.NOT_AVAILABLE : geometry.spacingText();
    }
}
