package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.SavedModelRunner;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.train.Precision;
import org.dawsonmri.train.SessionConfig;
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
    private final SegmentOptions options;
    private final List<PlaneFlip> flips;
    private SavedModelRunner runner;
    private boolean decided;

    Member(ModelFolder folder, SegmentOptions options) {
        this.folder = folder;
        this.model = folder.readDescription();
        this.options = options;
        this.flips = options.flips() ? learntFlips() : PlaneFlip.NONE;
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
        PreparedScan scan = PreparedScan.of(channels, model.config().preprocessing());
        List<SliceInference> inferences = model.config().preprocessing().axes().stream()
            .map(axis -> new SliceInference(model, scan, axis)).toList();
        progress.phase(Phase.GRAPH, 0);
        decidePrecision(inferences, progress);
        progress.phase(Phase.INFERENCE, 0);
        List<Volume> maps = new ArrayList<>();
        model.classes().forEach(c -> maps.add(Volume.zeros(scan.workingGrid(), c.name())));
        Count count = new Count(flips.size() * inferences.stream().mapToLong(SliceInference::slices).sum(), progress);
        for (SliceInference inference : inferences) {
            for (PlaneFlip flip : flips) {
                inference.addTo(maps, runner, flip, count::add);
            }
        }
        progress.phase(Phase.RESTORE, 0);
        int passes = flips.size() * inferences.size();
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

    /** Slices that are done, of all passes over the scan. */
    private static final class Count {

        private final long total;
        private final Progress progress;
        private long done;

        Count(long total, Progress progress) {
            this.total = total;
            this.progress = progress;
            progress.checkCancelled();
        }

        void add(int slices) {
            done += slices;
            progress.update(done, total, "slices segmented");
            progress.checkCancelled();
        }
    }

    private List<PlaneFlip> learntFlips() {
        List<PlaneFlip> learnt = PlaneFlip.learntBy(model.config().augmentation().flip());
        if (learnt.size() == 1) {
            throw new DawsonException(folder.path() + ": this model was trained without flips, so mirrored slices would "
                + "only spoil its results; leave --flips out, or train with --augmentation mri");
        }
        return learnt;
    }

    private SavedModelRunner open(Precision precision) {
        return SavedModelRunner.open(folder, SessionConfig.of(precision, options.threads()));
    }

    private void decidePrecision(List<SliceInference> inferences, Progress progress) {
        int batches = flips.size() * inferences.stream().mapToInt(SliceInference::batches).sum();
        if (decided || batches < BATCHES_WORTH_A_TRIAL) {
            return;
        }
        decided = true;
        SavedModelRunner reduced = open(Precision.BFLOAT16);
        double exactSeconds = inferences.get(0).secondsPerBatch(runner);
        double reducedSeconds = inferences.get(0).secondsPerBatch(reduced);
        boolean gain = reducedSeconds < WORTH * exactSeconds;
        (gain ? runner : reduced).close();
        runner = gain ? reduced : runner;
        progress.message(String.format(Locale.ROOT, "precision: %s (a batch takes %.3f s in float32, %.3f s in "
            + "bfloat16)", gain ? "bfloat16" : "float32", exactSeconds, reducedSeconds));
    }
}
