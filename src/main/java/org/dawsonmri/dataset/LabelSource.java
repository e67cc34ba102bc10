package org.dawsonmri.dataset;

/**
 * Where the labels of a data set come from.
 *
 * @param text in words, such as {@code column 'label'}
 * @param problem why there are none, and what to do; null if there are
 */
public record LabelSource(String text, String problem) {

    /** Labels that were found. */
    static LabelSource found(String text) {
        return new LabelSource(text, null);
    }

    /** No labels. */
    static LabelSource missing(String problem) {
        return new LabelSource("none", problem);
    }
}
