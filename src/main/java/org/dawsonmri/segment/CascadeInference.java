package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A cascade: the first network looks at all bright voxels, the second at those of which the first is sure; the second
 * one's probabilities alone make the result.
 */
final class CascadeInference implements EnsembleMember.Inference {

    /** Scans of fewer voxels are done before trying a second precision would pay. */
    private static final int VOXELS_WORTH_A_TRIAL = 20_000;
    private static final int TRIAL_VOXELS = 4096;
    private static final int TRIAL_REACH = 24;

    private final ModelDescription model;
    private final CascadeSettings settings;
    private final LoadedNetworks networks;

    CascadeInference(ModelDescription model, LoadedNetworks networks, SegmentOptions options) {
        this.model = model;
        this.settings = settings(model, options);
        this.networks = networks;
    }

    /**
     * The folders of its networks.
     *
     * @throws DawsonException if the options do not fit a cascade, or the networks do not belong to it
     */
    static List<ModelFolder> stages(ModelFolder folder, ModelDescription model, SegmentOptions options) {
        if (options.flips()) {
            throw new DawsonException(folder.path() + ": is a cascade, which looks at patches and not at slices; leave "
                + "--flips out");
        }
        settings(model, options);
        if (folder.hasWeights()) {
            throw new DawsonException(folder.path() + ": is a single network of a cascade; give the folder it is in");
        }
        List<ModelFolder> stages = List.of(folder.stage(1), folder.stage(2));
        for (int i = 0; i < stages.size(); i++) {
            if (!stages.get(i).hasWeights()) {
                throw new DawsonException(folder.path() + ": the training of this cascade did not reach the end: stage "
                    + (i + 1) + " has no weights; go on with 'dawson train --resume'");
            }
            requireSameTask(stages.get(i), model);
        }
        return stages;
    }

    @Override
    public Segmentation segment(PreparedScan prepared, String name, Progress progress) {
        ScanChannels scan = new ScanChannels(prepared.channels());
        int[] candidates = VoxelSelection.above(scan.first(), settings.minThreshold());
        if (candidates.length == 0) {
            progress.warning(name + ": no voxel is brighter than " + settings.minThreshold()
                + " (min_threshold), so that nothing is a lesion; give the scan that the model calls "
                + model.channels().get(0));
        }
        progress.phase(Phase.GRAPH, 0);
        networks.decide(candidates.length >= VOXELS_WORTH_A_TRIAL, "a sample of voxels",
            runner -> new StageNetwork(runner).probabilities(scan, sample(scan, candidates), Progress.NONE), progress);
        progress.phase(Phase.INFERENCE, 0);
        float[] first = ask(1, scan, candidates, name, progress);
        int[] sure = VoxelSelection.above(candidates, first, settings.stageThreshold());
        float[] second = ask(2, scan, sure, name, progress);
        progress.phase(Phase.RESTORE, 0);
        Volume p1 = map(prepared, candidates, first, "stage1");
        Volume p2 = map(prepared, sure, second, model.classes().get(0).name());
        float[] ones = new float[candidates.length];
        Arrays.fill(ones, 1);
        BitSet bright = above(map(prepared, candidates, ones, "candidates"), 0.5);
        LesionMap lesions = LesionMap.of(p2, settings, progress);
        Volume labels = lesions.labels().named(name);
        return new Segmentation(labels, List.of(lesions.probabilities()), List.of(
            new StageResult("candidates", labels.voxels().length, bright, null),
            new StageResult("stage1", candidates.length, above(p1, settings.stageThreshold()), p1),
            new StageResult("stage2", sure.length, lesions.binary(), p2),
            new StageResult("postprocessing", lesions.binary().cardinality(), above(labels, 0), null)));
    }

    // -- Helper methods --

    private static CascadeSettings settings(ModelDescription model, SegmentOptions options) {
        return Settings.read(model.config().cascade(), options.cascade(), "the cascade's settings");
    }

    private static void requireSameTask(ModelFolder stage, ModelDescription model) {
        ModelDescription part = stage.readDescription();
        if (!Networks.create(part.config()).equals(Networks.create(model.config()))
            || !part.channels().equals(model.channels()) || !part.classes().equals(model.classes())) {
            throw new DawsonException(stage.path() + ": its network, channels or classes are not those of the cascade "
                + "it is in; copy the model folder again");
        }
    }

    private float[] ask(int stage, ScanChannels scan, int[] voxels, String name, Progress progress) {
        progress.checkCancelled();
        progress.message("stage " + stage + " of 2: " + voxels.length + " voxels");
        float[] probabilities = new StageNetwork(networks.get(stage - 1)).probabilities(scan, voxels, progress);
        FiniteProbabilities.require(probabilities, networks.folder(stage - 1), name);
        return probabilities;
    }

    /** Values at some voxels of the working grid and 0 elsewhere, in the scan's own grid. */
    private static Volume map(PreparedScan scan, int[] voxels, float[] values, String name) {
        Volume map = Volume.zeros(scan.workingGrid(), name);
        for (int i = 0; i < voxels.length; i++) {
            map.voxels()[voxels[i]] = values[i];
        }
        return scan.restore(map).named(name);
    }

    private static BitSet above(Volume map, double threshold) {
        BitSet above = new BitSet(map.voxels().length);
        Arrays.stream(VoxelSelection.above(map.voxels(), threshold)).forEach(above::set);
        return above;
    }

    /** Some voxels from the middle, as close together as all are. */
    private static int[] sample(ScanChannels scan, int[] candidates) {
        int nx = scan.grid().nx();
        int ny = scan.grid().ny();
        int middle = candidates[candidates.length / 2];
        return Arrays.stream(candidates, candidates.length / 2, candidates.length)
            .filter(v -> Math.abs(v % nx - middle % nx) < TRIAL_REACH
                && Math.abs(v / nx % ny - middle / nx % ny) < TRIAL_REACH)
            .limit(TRIAL_VOXELS).toArray();
    }
}
