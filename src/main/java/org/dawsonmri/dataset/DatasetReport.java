package org.dawsonmri.dataset;

import java.util.List;

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
}
