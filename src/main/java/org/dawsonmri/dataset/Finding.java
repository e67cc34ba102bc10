package org.dawsonmri.dataset;

/**
 * One row of the dataset check.
 *
 * @param subject id of the subject, or {@value #ALL} for what concerns the dataset
 * @param item the modality, {@value #LABEL}, or empty
 * @param problem what kind of problem
 * @param severity how much it matters
 * @param detail what was found and what was expected, in one line
 */
public record Finding(String subject, String item, Problem problem, Severity severity, String detail) {

    /** In place of a subject. */
    public static final String ALL = "(all)";
    /** In place of a modality. */
    public static final String LABEL = "label";

    /** How much a finding of the dataset check matters. */
    public enum Severity {
        /** Training or scoring would fail or be wrong. */
        ERROR,
        /** It may be meant so; somebody should look. */
        WARNING,
        /** Good to know, nothing is wrong. */
        INFO
    }
}
