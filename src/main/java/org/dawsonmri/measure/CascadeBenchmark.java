package org.dawsonmri.measure;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.SessionConfig;
import org.dawsonmri.network.DenselyApplicable;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.segment.ScanChannels;
import org.dawsonmri.segment.StageNetwork;
import org.dawsonmri.segment.VoxelSelection;
import org.dawsonmri.train.UntrainedModel;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the first stage of cascades on one scan: all its candidate voxels, as in segmentation. Weights are random,
 * which takes as long as trained ones.
 */
public final class CascadeBenchmark {

    /** How voxels are decided about. */
    public enum Way {
        /** The network alone on blocks of patches that are ready. */
        GRAPH,
        /** Patch by patch, cutting included. */
        PATCHES,
        /** Laid over blocks, cutting included. */
        DENSE
    }

    /**
     * One measurement.
     *
     * @param network name
     * @param way how
     * @param voxels how many were decided about
     * @param seconds in how long
     */
    public record Result(String network, Way way, int voxels, double seconds) {

        public double voxelsPerSecond() {
            return voxels / seconds;
        }
    }

    /**
     * What to measure.
     *
     * @param configs one for each network, with its threads, seed, preprocessing and threshold
     * @param precision float32 or bfloat16
     * @param mostVoxels only so many of the candidates, from all over the scan, patch by patch; 0 for all of them
     * @param graphRuns blocks that the network alone computes, before and after
     */
    public record Plan(List<TrainingConfig> configs, Precision precision, int mostVoxels, int graphRuns) {
    }

    private CascadeBenchmark() {
    }

    /**
     * Measures.
     *
     * @param scan its channels, the one that decides on candidates first
     * @throws DawsonException if a network is none of patches, or there is no candidate
     */
    public static List<Result> run(Plan plan, List<Volume> scan, Progress progress) {
        List<Result> results = new ArrayList<>();
        for (TrainingConfig config : plan.configs()) {
            requirePatches(config);
            ScanChannels channels = new ScanChannels(
                PreparedScan.of(scan, config.preprocessing(), progress).channels());
            int[] candidates = VoxelSelection.above(channels.first(), config.cascade().minThreshold());
            if (candidates.length == 0) {
                throw new DawsonException(scan.get(0).name() + ": no voxel is brighter than "
                    + config.cascade().minThreshold() + " (min_threshold), so that there is nothing to measure; give "
                    + "FLAIR first");
            }
            results.addAll(run(plan, config, channels, candidates, progress));
        }
        return results;
    }

    // -- Helper methods --

    private static List<Result> run(Plan plan, TrainingConfig config, ScanChannels scan, int[] candidates,
        Progress progress) {
        List<Result> results = new ArrayList<>();
        try (UntrainedModel model = new UntrainedModel(config, scan.count(), 1);
            StageNetwork stage = StageNetwork.open(model.folder(),
                SessionConfig.of(plan.precision(), config.threads()))) {
            int[] some = some(candidates, plan.mostVoxels());
            double before = stage.secondsPerPatch(scan, candidates, plan.graphRuns());
            long start = System.nanoTime();
            stage.patchByPatch(scan, some, progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            // Before and after, so that a computer that becomes slower meanwhile wrongs neither.
            double after = stage.secondsPerPatch(scan, candidates, plan.graphRuns());
            results.add(new Result(config.network(), Way.GRAPH, some.length, (before + after) / 2 * some.length));
            results.add(new Result(config.network(), Way.PATCHES, some.length, seconds));
            if (Networks.create(config) instanceof DenselyApplicable) {
                start = System.nanoTime();
                stage.probabilities(scan, candidates, progress);
                results.add(
                    new Result(config.network(), Way.DENSE, candidates.length, (System.nanoTime() - start) / 1e9));
            }
            return results;
        }
    }

    private static void requirePatches(TrainingConfig config) {
        if (!Networks.isCascade(config)) {
            throw new DawsonException(config.network() + ": is no network of patches; 'dawson bench' without 'cascade' "
                + "measures it");
        }
    }

    private static int[] some(int[] candidates, int most) {
        int n = most == 0 ? candidates.length : Math.min(most, candidates.length);
        return IntStream.range(0, n).map(i -> candidates[(int) ((long) i * candidates.length / n)]).toArray();
    }
}
