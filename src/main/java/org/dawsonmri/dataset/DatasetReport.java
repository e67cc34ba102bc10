package org.dawsonmri.dataset;

import org.dawsonmri.dataset.Finding.Severity;
import org.dawsonmri.volume.Geometry;

import java.util.List;
import java.util.SortedMap;

/**
 * Result of the dataset check.
 *
 * @param dataset what was checked
 * @param subjects one summary a subject, in the order of the dataset
 * @param findings the problems: subject by subject, then those of the dataset as a whole
 */
public record DatasetReport(Dataset dataset, List<SubjectSummary> subjects, List<Finding> findings) {

    public DatasetReport {
        subjects = List.copyOf(subjects);
        findings = List.copyOf(findings);
    }

    /** How many findings are this severe. */
    public long count(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    /** True if training or scoring would fail or be wrong. */
    public boolean hasErrors() {
        return count(Severity.ERROR) > 0;
    }

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
}
