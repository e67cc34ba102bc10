package org.dawsonmri.segment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelDescription;
import org.dawsonmri.model.ModelDescription.LabelClass;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.SavedModelRunner;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.train.Precision;
import org.dawsonmri.train.SessionConfig;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Segments scans with a trained model. The result lies in the scan's own grid, whatever the network worked in. Owns
 * native memory: close it. Not for several threads at once.
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.open(Path.of("model"), new SegmentOptions())) {
 *     Volume labels = segmenter.segment(Map.of("FLAIR", flair), Progress.NONE).labels();
 * }
 * }</pre>
 */
public final class Segmenter implements AutoCloseable {

    /** Scans of fewer batches are done before trying a second precision would pay. */
    private static final int BATCHES_WORTH_A_TRIAL = 12;
    private static final double WORTH = 0.9;

    private final ModelFolder folder;
    private final ModelDescription model;
    private final SegmentOptions options;
    private SavedModelRunner runner;
    private boolean decided;

    private Segmenter(ModelFolder folder, SegmentOptions options) {
        this.folder = folder;
        this.model = folder.readDescription();
        this.options = options;
        this.decided = options.precision() != Precision.AUTO;
        this.runner = open(decided ? options.precision() : Precision.FLOAT32);
    }

    /**
     * Loads a model.
     *
     * @throws DawsonException if the folder is no model or has no weights
     */
    public static Segmenter open(java.nio.file.Path model, SegmentOptions options) {
        return new Segmenter(new ModelFolder(model), options);
    }

    /** What the model says of itself. */
    public ModelDescription model() {
        return model;
    }

    /**
     * Segments one scan.
     *
     * @param scan a volume for each of the model's channels, by name; more are not looked at. For a model of one
     *        channel a single volume may have any name
     * @throws DawsonException if a channel is missing or the channels' grids differ
     */
    public Segmentation segment(Map<String, Volume> scan, Progress progress) {
        List<Volume> channels = channels(scan);
        PreparedScan prepared = PreparedScan.of(channels, model.config().preprocessing());
        SliceInference inference = new SliceInference(model, prepared);
        decidePrecision(inference, progress);
        List<Volume> maps = new ArrayList<>();
        for (Volume map : inference.run(runner, progress)) {
            maps.add(prepared.restore(map).named(map.name()));
        }
        Volume labels = labels(maps).named(channels.get(0).name());
        if (options.minSizeMm3() > 0) {
            labels = SmallComponents.remove(labels, options.minSizeMm3());
        }
        return new Segmentation(labels, maps);
    }

    @Override
    public void close() {
        runner.close();
    }

    // -- Helper methods --

    private SavedModelRunner open(Precision precision) {
        return SavedModelRunner.open(folder, SessionConfig.of(precision, options.threads()));
    }

    private List<Volume> channels(Map<String, Volume> scan) {
        if (model.channels().size() == 1 && scan.size() == 1) {
            return List.copyOf(scan.values());
        }
        List<Volume> channels = new ArrayList<>();
        for (String name : model.channels()) {
            Volume volume = scan.get(name);
            if (volume == null) {
                throw new DawsonException(folder.path() + ": this model needs the channels "
                    + String.join(", ", model.channels()) + "; " + name + " is missing (given: "
                    + String.join(", ", scan.keySet()) + "); add --scan " + name + "=FILE");
            }
            channels.add(volume);
        }
        return channels;
    }

    private void decidePrecision(SliceInference inference, Progress progress) {
        if (decided || inference.batches() < BATCHES_WORTH_A_TRIAL) {
            return;
        }
        decided = true;
        SavedModelRunner reduced = open(Precision.BFLOAT16);
        double exactSeconds = inference.secondsPerBatch(runner);
        double reducedSeconds = inference.secondsPerBatch(reduced);
        boolean gain = reducedSeconds < WORTH * exactSeconds;
        (gain ? runner : reduced).close();
        runner = gain ? reduced : runner;
        progress.message(String.format(Locale.ROOT, "precision: %s (a batch takes %.3f s in float32, %.3f s in "
            + "bfloat16)", gain ? "bfloat16" : "float32", exactSeconds, reducedSeconds));
    }

    /** One class: probability above one half. Several: the most probable one, the background included. */
    private Volume labels(List<Volume> maps) {
        List<LabelClass> classes = model.classes();
        float[] labels = new float[maps.get(0).voxels().length];
        for (int i = 0; i < labels.length; i++) {
            float background = 1;
            float best = 0;
            int bestClass = 0;
            for (int c = 0; c < maps.size(); c++) {
                float p = maps.get(c).voxels()[i];
                background -= p;
                if (p > best) {
                    best = p;
                    bestClass = c;
                }
            }
            if (best > background) {
                labels[i] = classes.get(bestClass).value();
            }
        }
        return maps.get(0).with(labels);
    }
}
