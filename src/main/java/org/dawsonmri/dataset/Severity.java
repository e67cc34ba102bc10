package org.dawsonmri.dataset;

/** How much a finding of the dataset check matters. */
public enum Severity {
    /** Training or scoring would fail or be wrong. */
    ERROR,
    /** It may be meant so; somebody should look. */
    WARNING,
    /** Good to know, nothing is wrong. */
    INFO
}
