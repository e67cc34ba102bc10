package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Quantiles;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks the slices of a scan by how unsure a model is about them, so that a person corrects first where it helps most.
 *
 * <p>The uncertainty of a voxel is the entropy of its class probabilities, the background included, as a share of the
 * largest possible: H = −Σ p·ln p / ln(number of classes). That of a slice is the mean of H over the object and its
 * border: the voxels whose probability of not being background is at least {@value #POSSIBLE}, and their eight
 * neighbours in the slice. Elsewhere a network is sure of the background, and a mean over the whole slice would only
 * say how large the object is. A region of fewer voxels than half the median of all slices counts as if it had so
 * many, or else a few stray voxels would come first.
 *
 * <p>Choosing by entropy is uncertainty sampling (Settles, 2009, Active Learning Literature Survey, §3.1). Of mirrored
 * slices (Wang et al., 2019, doi:10.1016/j.neucom.2019.01.103) or of several models (Lakshminarayanan et al., 2017,
 * arXiv:1612.01474) the entropy of the mean also holds their disagreement. What a model is wrongly sure of, no such
 * measure finds: look at the other slices, too.
 */
public final class SliceRanking {

    private static final float POSSIBLE = 0.1f;

    private SliceRanking() {
    }

    /**
     * Ranks slices.
     *
     * @param probabilities one map for each class, background not included, in one grid
     * @param leftOut slices from 0 that need no suggestion, such as labelled ones
     * @return the most uncertain first, equal ones in their order
     * @throws DawsonException if all slices are left out
     */
    public static List<SliceScore> rank(List<Volume> probabilities, BitSet leftOut) {
        Geometry grid = probabilities.get(0).geometry();
        int plane = grid.nx() * grid.ny();
        double[] sums = new double[grid.nz()];
        int[] voxels = new int[grid.nz()];
        for (int z = 0; z < grid.nz(); z++) {
            boolean[] region = region(probabilities, grid, z);
            for (int i = 0; i < plane; i++) {
                if (region[i]) {
                    sums[z] += entropy(probabilities, z * plane + i);
                    voxels[z]++;
                }
            }
        }
        int fewest = Math.max(1, median(voxels) / 2);
        List<SliceScore> scores = new ArrayList<>();
        for (int z = 0; z < grid.nz(); z++) {
            if (!leftOut.get(z)) {
                scores.add(new SliceScore(z, sums[z] / Math.max(fewest, voxels[z]), voxels[z]));
            }
        }
        if (scores.isEmpty()) {
            throw new DawsonException(probabilities.get(0).name() + ": all " + grid.nz() + " slices are labelled; there"
                + " is nothing to suggest");
        }
        scores.sort(Comparator.comparingDouble(SliceScore::uncertainty).reversed());
        return scores;
    }

    // -- Helper methods --

    /** The object, predicted or possible, and the pixels next to it. */
    private static boolean[] region(List<Volume> maps, Geometry grid, int z) {
        int width = grid.nx();
        int height = grid.ny();
        boolean[] region = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (foreground(maps, (z * height + y) * width + x) >= POSSIBLE) {
                    for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
                        Arrays.fill(region, row * width + Math.max(0, x - 1), row * width + Math.min(width, x + 2),
                            true);
                    }
                }
            }
        }
        return region;
    }

    private static float foreground(List<Volume> maps, int voxel) {
        float sum = 0;
        for (Volume map : maps) {
            sum += map.voxels()[voxel];
        }
        return sum;
    }

    private static double entropy(List<Volume> maps, int voxel) {
        double entropy = term(1 - foreground(maps, voxel));
        for (Volume map : maps) {
            entropy += term(map.voxels()[voxel]);
        }
        return entropy / Math.log(maps.size() + 1);
    }

    private static double term(double p) {
        return p > 0 ? -p * Math.log(p) : 0;
    }

    /** Of the slices that have a region; 0 if none has. */
    private static int median(int[] voxels) {
        double[] some = Arrays.stream(voxels).filter(n -> n > 0).asDoubleStream().toArray();
        return some.length == 0 ? 0 : (int) Quantiles.upperMedian(some);
    }
}
