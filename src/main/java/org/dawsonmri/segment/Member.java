package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelRunner;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.network.SessionConfig;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One loaded model of a {@link Segmenter}. Owns native memory: close it. */
final class Member implements AutoCloseable {

    /** Scans of fewer batches are done before trying a second precision would pay. */
    private static final int BATCHES_WORTH_A_TRIAL = 12;
    private static final double WORTH = 0.9;

    private final ModelFolder folder;
    private final ModelDescription model;
    private final Network network;
    private final SegmentOptions options;
    private final List<Mirror> mirrors;
    private ModelRunner runner;
    private boolean decided;

    Member(ModelFolder folder, SegmentOptions options) {
        this.folder = folder;
        this.model = folder.readDescription();
        this.network = Networks.create(model.config());
        requirePatchSize();
        this.options = options;
        this.mirrors = options.flips() ? learntMirrors() : List.of(Mirror.NONE);
        this.decided = options.precision() != Precision.AUTO;
        this.runner = open(decided ? options.precision() : Precision.FLOAT32);
    }

    ModelFolder folder() {
        return folder;
    }

    ModelDescription model() {
        return model;
    }

    /**
     * Probabilities of each class (background not included) in the scan's own grid: the mean over all axes and flips,
     * taken in the working grid.
     *
     * @param channels in the model's order
     */
    List<Volume> probabilities(List<Volume> channels, Progress progress) {
        progress.phase(Phase.PREPARE, 0);
        PreparedScan scan = PreparedScan.of(channels, model.config().preprocessing(), progress);
        UnfamiliarScan.warn(folder, model, channels, scan, progress);
        List<Inference> inferences = inferences(scan);
        progress.phase(Phase.GRAPH, 0);
        decidePrecision(inferences, progress);
        progress.phase(Phase.INFERENCE, 0);
        List<Volume> maps = new ArrayList<>();
        model.classes().forEach(c -> maps.add(Volume.zeros(scan.workingGrid(), c.name())));
        Count count = new Count(mirrors.size() * inferences.stream().mapToLong(Inference::pieces).sum(),
            inferences.get(0).unit() + " segmented", progress);
        for (Inference inference : inferences) {
            for (Mirror mirror : mirrors) {
                inference.addTo(maps, runner, mirror, count::add);
            }
        }
        maps.forEach(map -> FiniteProbabilities.require(map.voxels(), folder, channels.get(0).name()));
        progress.phase(Phase.RESTORE, 0);
        int passes = mirrors.size() * inferences.size();
        maps.forEach(map -> divide(map.voxels(), passes));
        return maps.stream().map(map -> scan.restore(map).named(map.name())).toList();
    }

    @Override
    public void close() {
        runner.close();
    }

    /** Makes a mean of a sum. */
    static void divide(float[] sum, int n) {
        if (n > 1) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] /= n;
            }
        }
    }

    // -- Helper methods --

    private void requirePatchSize() {
        if (network.dimensions() == 3 && model.frame().size() != 3) {
            throw new DawsonException(folder.path() + "/dawson.json: 'frame' is " + model.frame() + ", expected width, "
                + "height and depth of the training patches, as " + model.config().network() + " looks at volumes; "
                + "train again");
        }
    }

    /** Slices or windows that are done, of all passes over the scan. */
    private static final class Count {

        private final long total;
        private final String what;
        private final Progress progress;
        private final long start = System.nanoTime();
        private long done;

        Count(long total, String what, Progress progress) {
            this.total = total;
            this.what = what;
            this.progress = progress;
            progress.checkCancelled();
        }

        void add(int pieces) {
            done += pieces;
            progress.event(Event.images(done, total, what, start));
            progress.checkCancelled();
        }
    }

    private List<Inference> inferences(PreparedScan scan) {
        if (network.dimensions() == 3) {
            return List.of(new VolumeInference(model, scan));
        }
        return model.config().preprocessing().axes().stream()
            .<Inference>map(axis -> new SliceInference(model, scan, axis)).toList();
    }

    private List<Mirror> learntMirrors() {
        List<Mirror> learnt = Mirror.learntBy(model.config().augmentation().flip(), network.dimensions());
        if (learnt.size() == 1) {
            throw new DawsonException(folder.path() + ": this model was trained without flips, so mirrored scans would "
                + "only spoil its results; leave --flips out, or train with --augmentation mri");
        }
        return learnt;
    }

    private ModelRunner open(Precision precision) {
        return ModelRunner.open(folder, SessionConfig.of(precision, options.threads()));
    }

    private void decidePrecision(List<Inference> inferences, Progress progress) {
        int batches = mirrors.size() * inferences.stream().mapToInt(Inference::batches).sum();
        if (decided || batches < BATCHES_WORTH_A_TRIAL) {
            return;
        }
        decided = true;
        ModelRunner reduced = open(Precision.BFLOAT16);
        double exactSeconds = secondsPerBatch(inferences.get(0), runner);
        double reducedSeconds = secondsPerBatch(inferences.get(0), reduced);
        boolean gain = reducedSeconds < WORTH * exactSeconds;
        (gain ? runner : reduced).close();
        runner = gain ? reduced : runner;
        progress.message(String.format(Locale.ROOT, "precision: %s (a batch takes %.3f s in float32, %.3f s in "
            + "bfloat16)", gain ? "bfloat16" : "float32", exactSeconds, reducedSeconds));
    }

    /** Seconds that one batch takes, after one that is not counted. */
    private static double secondsPerBatch(Inference inference, ModelRunner runner) {
        inference.runFirst(runner);
        long start = System.nanoTime();
        inference.runFirst(runner);
        return (System.nanoTime() - start) / 1e9;
    }
}
