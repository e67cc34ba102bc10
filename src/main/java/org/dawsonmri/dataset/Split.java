package org.dawsonmri.dataset;

import java.util.Locale;

/** What a subject is used for. */
public enum Split {
    TRAIN, VALIDATION, TEST, NONE;

    /** The word in the {@code split} column: {@code train}, {@code validation}, {@code test} or {@code n/a}. */
    public String text() {
        return this == NONE ? Table.NOT_AVAILABLE : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The split that a cell of the table names, in any case; null (an empty cell, {@code n/a}, no such column) is
     * {@link #NONE}.
     *
     * @throws IllegalArgumentException for any other word
     */
    static Split parse(String text) {
        return switch (text == null ? Table.NOT_AVAILABLE : text.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> TRAIN;
            case "val", "valid", "validation" -> VALIDATION;
            case "test", "testing" -> TEST;
            case Table.NOT_AVAILABLE -> NONE;
            default -> throw new IllegalArgumentException("split '" + text + "' is not known; use train, validation,"
                + " test or n/a");
        };
    }
}
