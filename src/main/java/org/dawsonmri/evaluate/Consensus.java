package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ConsensusTable.RaterScore;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One label map made of several raters' maps of the same scan, to be a reference that no single rater decides.
 *
 * <pre>{@code
 * Consensus consensus = Consensus.of(ConsensusMethod.STAPLE, List.of(first, second, third), progress);
 * NiftiWriter.write(consensus.labels(), Path.of("reference.nii.gz"), NiftiType.UINT8);
 * }</pre>
 *
 * @param labels the consensus, in the first rater's grid
 * @param probabilities for each class, background not included: the part of the votes, or STAPLE's probability
 * @param scores how each rater agrees with it, class by class
 * @param undecided voxels where the two first classes are equally good; they are background
 * @param iterations how many STAPLE took, 0 for a majority vote
 */
public record Consensus(Volume labels, List<Volume> probabilities, List<RaterScore> scores, long undecided,
        int iterations) {

    /** Probabilities that differ by less than this are equal. */
    private static final double EQUAL = 1e-9;

    private static final int UNDECIDED = -1;

    public Consensus {
        probabilities = List.copyOf(probabilities);
        scores = List.copyOf(scores);
    }

    /** The consensus of raters less than a voxel apart. */
    public static Consensus of(ConsensusMethod method, List<Volume> raters, Progress progress) {
        return of(method, raters, GridRule.VOXEL, progress);
    }

    /**
     * Finds the consensus; blocks until done. Raters have the names of their volumes, which lie in the grid of the
     * first. What casts doubt on the result (two raters only, one who labels nothing or copied another, no convergence)
     * is a warning.
     *
     * @throws DawsonException if there are less than two raters, grids do not agree, or a volume is no label map
     */
    public static Consensus of(ConsensusMethod method, List<Volume> raters, GridRule grid, Progress progress) {
        if (raters.size() < 2) {
            throw new DawsonException("a consensus needs the label maps of 2 raters or more, found " + raters.size());
        }
        Votes votes = Votes.of(raters, grid, progress);
        List<String> names = raters.stream().map(Volume::name).toList();
        boolean majority = method == ConsensusMethod.MAJORITY;
        Staple staple = majority ? null : Staple.estimate(votes, progress);
        double[][] weights = majority ? votes.parts() : staple.weights();
        int[] decided = Arrays.stream(weights).mapToInt(Consensus::best).toArray();
        List<RaterScore> scores = votes.agreement(names, majority ? certain(decided, weights) : weights);
        new Doubts(votes, names, staple, scores).report(progress);
        long undecided = 0;
        for (int p = 0; p < decided.length; p++) {
            undecided += decided[p] == UNDECIDED ? votes.voxels()[p] : 0;
        }
        float[] labels = byVoxel(votes, Arrays.stream(decided).mapToDouble(c -> votes.labels()[Math.max(0, c)])
            .toArray());
        return new Consensus(votes.grid().with(labels).named("consensus"), maps(votes, weights), scores, undecided,
            majority ? 0 : staple.iterations());
    }

    private static List<Volume> maps(Votes votes, double[][] weights) {
        List<Volume> maps = new ArrayList<>();
        for (int c = 1; c < votes.classes(); c++) {
            int each = c;
            maps.add(votes.grid().with(byVoxel(votes, Arrays.stream(weights).mapToDouble(w -> w[each]).toArray()))
                .named("probability of " + votes.labels()[c]));
        }
        return maps;
    }

    private static float[] byVoxel(Votes votes, double[] ofPattern) {
        float[] values = new float[votes.pattern().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ofPattern[votes.pattern()[i]];
        }
        return values;
    }

    /** The class of the largest weight, if it is the only one. */
    private static int best(double[] weights) {
        int best = 0;
        boolean alone = true;
        for (int c = 1; c < weights.length; c++) {
            if (weights[c] > weights[best] + EQUAL) {
                best = c;
                alone = true;
            } else if (weights[c] > weights[best] - EQUAL) {
                alone = false;
            }
        }
        return alone ? best : UNDECIDED;
    }

    private static double[][] certain(int[] decided, double[][] weights) {
        double[][] certain = new double[weights.length][weights[0].length];
        for (int p = 0; p < decided.length; p++) {
            certain[p][Math.max(0, decided[p])] = 1;
        }
        return certain;
    }

    /** What may be wrong with a consensus though it could be computed, as warnings. */
    private record Doubts(Votes votes, List<String> names, Staple staple, List<RaterScore> scores) {

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

    /** How several raters' label maps become one. */
    public enum ConsensusMethod {

        /** The label that most raters give; where two have equally many votes, the background. */
        MAJORITY,

        /** The most probable label, with raters weighted by how reliable they are, see {@link Staple}. */
        STAPLE
    }
}
