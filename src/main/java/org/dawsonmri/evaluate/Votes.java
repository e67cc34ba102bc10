package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.ConsensusTable.RaterScore;
import org.dawsonmri.score.LabelMap;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What several raters say of each voxel. Voxels of which all raters say the same, rater by rater, share a pattern; a
 * whole brain has a few dozen of them, and everything that follows works on patterns instead of voxels.
 *
 * @param grid the first rater's volume, whose grid the consensus has
 * @param labels label of each class in ascending order; class 0 is the background
 * @param pattern pattern of each voxel
 * @param classOf class by pattern and rater
 * @param voxels voxels of each pattern
 */
record Votes(Volume grid, int[] labels, int[] pattern, int[][] classOf, long[] voxels) {

    private static final double MM3_IN_ML = 1000;

    /** @throws DawsonException if the grids do not agree, or a volume is no label map */
    static Votes of(List<Volume> raters, GridRule grid, Progress progress) {
        List<Volume> volumes = grid.lay(raters, progress);
        List<LabelMap> maps = volumes.stream().map(LabelMap::of).toList();
        TreeSet<Integer> found = new TreeSet<>(Classes.found().in(maps));
        found.add(0);
        int[] labels = found.stream().mapToInt(Integer::intValue).toArray();
        int[] pattern = new int[raters.get(0).voxels().length];
        int[][] classOf = {new int[0]};
        for (Volume volume : volumes) {
            classOf = refine(pattern, classOf, volume.voxels(), labels);
        }
        long[] voxels = new long[classOf.length];
        for (int p : pattern) {
            voxels[p]++;
        }
        return new Votes(raters.get(0), labels, pattern, classOf, voxels);
    }

    /** Splits the patterns of the raters so far by what one more says; returns its new table of classes. */
    private static int[][] refine(int[] pattern, int[][] classOf, float[] voxels, int[] labels) {
        if ((long) classOf.length * labels.length > Integer.MAX_VALUE / 8) {
            throw new DawsonException("the raters disagree in " + classOf.length + " different ways on " + labels.length
                + " labels, too many for a consensus; check that all files are label maps of the same scan");
        }
        int[] split = new int[classOf.length * labels.length];
        Arrays.fill(split, -1);
        List<int[]> refined = new ArrayList<>();
        for (int i = 0; i < pattern.length; i++) {
            int c = Arrays.binarySearch(labels, Math.round(voxels[i]));
            int key = pattern[i] * labels.length + c;
            if (split[key] < 0) {
                split[key] = refined.size();
                int[] votes = Arrays.copyOf(classOf[pattern[i]], classOf[pattern[i]].length + 1);
                votes[votes.length - 1] = c;
                refined.add(votes);
            }
            pattern[i] = split[key];
        }
        return refined.toArray(int[][]::new);
    }

    int raters() {
        return classOf[0].length;
    }

    int classes() {
        return labels.length;
    }

    /** The part of the raters that is for each class, by pattern and class. */
    double[][] parts() {
        double[][] parts = new double[classOf.length][classes()];
        for (int p = 0; p < parts.length; p++) {
            for (int c : classOf[p]) {
                parts[p][c]++;
            }
            for (int c = 0; c < parts[p].length; c++) {
                parts[p][c] /= raters();
            }
        }
        return parts;
    }

    /**
     * How raters agree with a consensus: one row for each rater and class, background not included; the background's
     * own if there is nothing else.
     *
     * @param names the raters' names
     * @param truth probability of each class by pattern, or 0 and 1
     */
    List<RaterScore> agreement(List<String> names, double[][] truth) {
        List<RaterScore> scores = new ArrayList<>();
        for (int rater = 0; rater < names.size(); rater++) {
            for (int c = Math.min(1, classes() - 1); c < classes(); c++) {
                scores.add(score(rater, names.get(rater), c, truth));
            }
        }
        return scores;
    }

    private RaterScore score(int rater, String name, int c, double[][] truth) {
        double both = 0;
        double said = 0;
        double truly = 0;
        double all = 0;
        for (int p = 0; p < truth.length; p++) {
            double n = voxels[p];
            boolean says = classOf[p][rater] == c;
            both += says ? n * truth[p][c] : 0;
            said += says ? n : 0;
            truly += n * truth[p][c];
            all += n;
        }
        double rightlyNot = all - truly - said + both;
        return new RaterScore(name, labels[c], both / truly, rightlyNot / (all - truly),
            2 * both / (said + truly), said * grid.geometry().voxelVolumeMm3() / MM3_IN_ML);
    }
}
