package org.dawsonmri.dataset;

import java.util.Locale;

/** What a subject is used for. */
public enum Split {
    TRAIN, VALIDATION, TEST, NONE;

    /** The word in the {@code split} column: {@code train}, {@code validation}, {@code test} or {@code n/a}. */
    public String text() {
        return this == NONE ? Tsv.NOT_AVAILABLE : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The split that a cell of the table names; null (an empty cell, {@code n/a}, no such column) is {@link #NONE}.
     *
     * @throws IllegalArgumentException for any other word
     */
    static Split parse(String text) {
        if (text == null) {
            return NONE;
        }
        for (Split split : values()) {
            if (split.text().equals(text)) {
                return split;
            }
        }
        throw new IllegalArgumentException("split '" + text + "' is not known; use train, validation, test or n/a");
    }
}
