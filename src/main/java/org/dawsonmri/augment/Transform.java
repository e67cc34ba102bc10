package org.dawsonmri.augment;

/** A change of a slice with fixed parameters: the same sample gives the same result every time. Safe for threads. */
@FunctionalInterface
public interface Transform {

    /** The changed slice; {@code sample} itself stays as it is. Where nothing is known, the result is background. */
    LabelledImage apply(LabelledImage sample);
}
