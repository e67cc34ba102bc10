package org.dawsonmri;

import java.util.Locale;

/** What long work does at the moment; it says so with {@link Progress#phase}, and a profile is divided by it. */
public enum Phase {
    /** Scans are read and made ready. */
    PREPARE,
    /** The network is built or loaded, its weights get their first values, a precision is chosen. */
    GRAPH,
    /** The first step of a training, in which TensorFlow optimises its graph. */
    FIRST_STEP,
    /** An epoch's steps of training. */
    TRAIN,
    /** The validation subjects are measured after an epoch. */
    VALIDATION,
    /** Weights, history and pictures are written. */
    CHECKPOINT,
    /** A trained network is applied to scans. */
    INFERENCE,
    /** Results are laid back into the scan's own grid and written. */
    RESTORE,
    /** A network is measured without being trained. */
    EVALUATION,
    /** Anything else. */
    OTHER;

    /** Its name in files and events, such as {@code first_step}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of that name; {@link #OTHER} for one that nobody knows. */
    public static Phase of(String text) {
        for (Phase phase : values()) {
            if (phase.text().equals(text)) {
                return phase;
            }
        }
        return OTHER;
    }
}
