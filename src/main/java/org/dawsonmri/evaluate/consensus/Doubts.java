package org.dawsonmri.evaluate.consensus;

import org.dawsonmri.Progress;

import java.util.List;
import java.util.Locale;

/** What may be wrong with a consensus though it could be computed, as warnings. */
record Doubts(Votes votes, List<String> names, Staple staple, List<RaterScore> scores) {

    void report(Progress progress) {
        if (staple != null && names.size() == 2) {
            progress.warning("STAPLE of two raters cannot tell which of them is right where they differ; its result"
                + " follows from the class sizes alone");
        }
        if (staple != null && !staple.converged()) {
            progress.warning("STAPLE has not settled after " + staple.iterations()
                + " iterations; its result is the last state");
        }
        for (int rater = 0; rater < names.size(); rater++) {
            if (votes.classes() > 1 && labelsNothing(rater)) {
                progress.warning(names.get(rater) + ": labels nothing, where others do");
            }
            for (int other = 0; other < rater; other++) {
                if (same(rater, other) && votes.classes() > 1) {
                    progress.warning(names.get(rater) + " and " + names.get(other)
                        + ": agree in every voxel, as copies do, and count twice");
                }
            }
        }
        scores.stream().filter(score -> score.sensitivity() + score.specificity() < 1)
            .forEach(score -> progress.warning(String.format(Locale.ROOT, "%s: is worse than chance on class %d"
                + " (sensitivity %.3f, specificity %.3f); check this file", score.rater(), score.label(),
                score.sensitivity(), score.specificity())));
    }

    private boolean labelsNothing(int rater) {
        for (int[] classes : votes.classOf()) {
            if (classes[rater] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean same(int a, int b) {
        for (int[] classes : votes.classOf()) {
            if (classes[a] != classes[b]) {
                return false;
            }
        }
        return true;
    }
}
