package org.dawsonmri.evaluate.consensus;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts how raters agree with a consensus.
 *
 * @param votes what they say
 * @param names the raters' names
 * @param truth probability of each class by pattern, or 0 and 1
 */
record RaterTable(Votes votes, List<String> names, double[][] truth) {

    private static final double MM3_IN_ML = 1000;

    /** One row for each rater and class, background not included; the background's own if there is nothing else. */
    List<RaterScore> scores() {
        List<RaterScore> scores = new ArrayList<>();
        for (int rater = 0; rater < names.size(); rater++) {
            for (int c = Math.min(1, votes.classes() - 1); c < votes.classes(); c++) {
                scores.add(score(rater, c));
            }
        }
        return scores;
    }

    private RaterScore score(int rater, int c) {
        double both = 0;
        double said = 0;
        double truly = 0;
        double all = 0;
        for (int p = 0; p < truth.length; p++) {
            double voxels = votes.voxels()[p];
            boolean says = votes.classOf()[p][rater] == c;
            both += says ? voxels * truth[p][c] : 0;
            said += says ? voxels : 0;
            truly += voxels * truth[p][c];
            all += voxels;
        }
        double rightlyNot = all - truly - said + both;
        return new RaterScore(names.get(rater), votes.labels()[c], both / truly, rightlyNot / (all - truly),
            2 * both / (said + truly), said * votes.grid().geometry().voxelVolumeMm3() / MM3_IN_ML);
    }
}
