package org.dawsonmri.evaluate.score;

/**
 * What there is to choose in the definitions of scores. Immutable.
 *
 * @param lesions what counts as a lesion and when it is detected
 */
public record ScoreSettings(LesionRules lesions) {

    /** What the challenges and most papers use. */
    public static final ScoreSettings DEFAULT = new ScoreSettings(LesionRules.DEFAULT);
}
