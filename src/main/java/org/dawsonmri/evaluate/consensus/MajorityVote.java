package org.dawsonmri.evaluate.consensus;

/** The part of the raters that is for each class. */
final class MajorityVote {

    private MajorityVote() {
    }

    /** By pattern and class. */
    static double[][] of(Votes votes) {
        double[][] parts = new double[votes.classOf().length][votes.classes()];
        for (int p = 0; p < parts.length; p++) {
            for (int c : votes.classOf()[p]) {
                parts[p][c]++;
            }
            for (int c = 0; c < parts[p].length; c++) {
                parts[p][c] /= votes.raters();
            }
        }
        return parts;
    }
}
