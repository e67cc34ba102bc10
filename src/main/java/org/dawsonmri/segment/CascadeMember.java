package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.cascade.ScanChannels;
import org.dawsonmri.cascade.VoxelSelection;
import org.dawsonmri.config.CascadeSettings;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.SessionConfig;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.segment.cascade.StageNetwork;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The two loaded networks of a cascade. The first looks at all bright voxels, the second at those of which the first is
 * sure; the second one's probabilities alone make the result. Owns native memory: close it.
 */
final class CascadeMember implements AutoCloseable {

    /** Scans of fewer voxels are done before trying a second precision would pay. */
    private static final int VOXELS_WORTH_A_TRIAL = 20_000;
    private static final int TRIAL_VOXELS = 4096;
    private static final int TRIAL_REACH = 24;
    private static final double WORTH = 0.9;

    private final ModelFolder folder;
    private final ModelDescription model;
    private final CascadeSettings settings;
    private final int threads;
    private final StageNetwork[] networks = new StageNetwork[2];
    private boolean decided;

    CascadeMember(ModelFolder folder, ModelDescription model, SegmentOptions options) {
        this.folder = folder;
        this.model = model;
        this.settings = Settings.read(model.config().cascade(), options.cascade(), "the cascade's settings");
        this.threads = options.threads();
        this.decided = options.precision() != Precision.AUTO;
        if (folder.hasWeights()) {
            throw new DawsonException(folder.path() + ": is a single network of a cascade; give the folder it is in");
        }
        boolean done = false;
        try {
            for (int i = 0; i < networks.length; i++) {
                networks[i] = open(i + 1, decided ? options.precision() : Precision.FLOAT32);
            }
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    ModelFolder folder() {
        return folder;
    }

    ModelDescription model() {
        return model;
    }

    /**
     * Segments a scan.
     *
     * @param channels in the model's order
     * @return with the second network's probabilities
     */
    Segmentation segment(List<Volume> channels, Progress progress) {
        PreparedScan prepared = PreparedScan.of(channels, model.config().preprocessing(), progress);
        UnfamiliarScan.warn(folder, model, channels, prepared, progress);
        ScanChannels scan = new ScanChannels(prepared.channels());
        int[] candidates = VoxelSelection.above(scan.first(), settings.minThreshold());
        if (candidates.length == 0) {
            progress.warning(channels.get(0).name() + ": no voxel is brighter than " + settings.minThreshold()
                + " (min_threshold), so that nothing is a lesion; give the scan that the model calls "
                + model.channels().get(0));
        }
        decidePrecision(scan, candidates, progress);
        String name = channels.get(0).name();
        float[] first = ask(1, scan, candidates, name, progress);
        int[] sure = VoxelSelection.above(candidates, first, settings.stageThreshold());
        float[] second = ask(2, scan, sure, name, progress);
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

    @Override
    public void close() {
        for (StageNetwork network : networks) {
            if (network != null) {
                network.close();
            }
        }
    }

    // -- Helper methods --

    private StageNetwork open(int stage, Precision precision) {
        if (!folder.stage(stage).hasWeights()) {
            throw new DawsonException(folder.path() + ": the training of this cascade did not reach the end: stage "
                + stage + " has no weights; go on with 'dawson train --resume'");
        }
        requireSameTask(folder.stage(stage));
        return StageNetwork.open(folder.stage(stage), SessionConfig.of(precision, threads));
    }

    private void requireSameTask(ModelFolder stage) {
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
        float[] probabilities = networks[stage - 1].probabilities(scan, voxels, progress);
        FiniteProbabilities.require(probabilities, folder.stage(stage), name);
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

    private void decidePrecision(ScanChannels scan, int[] candidates, Progress progress) {
        if (decided || candidates.length < VOXELS_WORTH_A_TRIAL) {
            return;
        }
        decided = true;
        StageNetwork[] reduced = {open(1, Precision.BFLOAT16), open(2, Precision.BFLOAT16)};
        double exactSeconds = seconds(networks[0], scan, candidates);
        double reducedSeconds = seconds(reduced[0], scan, candidates);
        boolean gain = reducedSeconds < WORTH * exactSeconds;
        for (int i = 0; i < networks.length; i++) {
            (gain ? networks[i] : reduced[i]).close();
            networks[i] = gain ? reduced[i] : networks[i];
        }
        progress.message(String.format(Locale.ROOT, "precision: %s (a sample of voxels takes %.3f s in float32, %.3f s "
            + "in bfloat16)", gain ? "bfloat16" : "float32", exactSeconds, reducedSeconds));
    }

    /** Of the second of two runs over some voxels from the middle, as close together as all are. */
    private static double seconds(StageNetwork network, ScanChannels scan, int[] candidates) {
        int nx = scan.grid().nx();
        int ny = scan.grid().ny();
        int middle = candidates[candidates.length / 2];
        int[] some = Arrays.stream(candidates, candidates.length / 2, candidates.length)
            .filter(v -> Math.abs(v % nx - middle % nx) < TRIAL_REACH
                && Math.abs(v / nx % ny - middle / nx % ny) < TRIAL_REACH)
            .limit(TRIAL_VOXELS).toArray();
        double seconds = 0;
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            network.probabilities(scan, some, Progress.NONE);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }
}
