package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.ForwardingProgress;
import org.dawsonmri.Progress;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.graph.TensorFlowRuntime;
import org.dawsonmri.measure.Kernels;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.sample.SampleData;
import org.dawsonmri.sample.SampleOptions;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.train.CheckedSettings;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import picocli.CommandLine.Command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dawson self-test}: what {@code check-engine} has its worker do. */
@Command(name = "self-test", hidden = true,
    description = "Loads TensorFlow, trains a tiny network on synthetic scans and "
    + "segments one with it; prints one JSON object.")
final class SelfTest extends Subcommand {

    private static final int EPOCHS = 8;

    private static final String CONFIG = """
        {"channels": ["FLAIR"], "network_options": {"base_filters": 4, "depth": 2}, "batch_size": 4,
         "learning_rate": 0.01, "precision": "FLOAT32", "epochs":\s""" + EPOCHS + "}";

    /** Between the first epoch and the last; the Dice loss goes from about 0 to -1 at best. */
    private static final double LEAST_FALL = 0.03;

    @Override
    public int run(Progress progress) {
        Map<String, Object> found = new LinkedHashMap<>();
        progress.message("loading TensorFlow");
        TensorFlowRuntime runtime = TensorFlowRuntime.current();
        found.put("tensorflow", runtime.version());
        found.put("devices", runtime.devices());
        found.put("kernels", Kernels.current(0).text());
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path dir = folder.path();
            SampleData.write(dir.resolve("data"), SampleOptions.of(3, 24, null).withSeed(5), Progress.NONE);
            found.put("training", train(dir, progress));
            found.put("segmentation", segment(dir, progress));
        }
        printJson(found);
        return DONE;
    }

    // -- Helper methods --

    private static Map<String, Object> train(Path dir, Progress progress) {
        progress.message("training a tiny network");
        List<Double> losses = new ArrayList<>();
        long start = System.nanoTime();
        TrainingConfig config = CheckedSettings.of(JsonParser.parseString(CONFIG).getAsJsonObject(),
            "the self test");
        Trainer.train(config, Dataset.read(dir.resolve("data")), dir.resolve("model"), new Losses(progress, losses));
        double first = losses.get(0);
        double last = losses.get(losses.size() - 1);
        if (!(first - last > LEAST_FALL)) {
            throw new DawsonException("the self test's network does not learn: its loss went from " + first + " to "
                + last + " in " + losses.size() + " epochs");
        }
        return timed(start, "first_loss", first, "last_loss", last);
    }

    private static Map<String, Object> segment(Path dir, Progress progress) {
        progress.message("segmenting a scan");
        long start = System.nanoTime();
        Subject subject = Dataset.read(dir.resolve("data")).subjects(Split.TEST).get(0);
        Volume scan = NiftiReader.read(subject.scans().get("FLAIR"));
        SegmentOptions options = new SegmentOptions(Precision.FLOAT32, 0, 0, false);
        try (Segmenter segmenter = Segmenter.open(new ModelFolder(dir.resolve("model")).path(), options)) {
            Volume labels = segmenter.segment(Map.of("FLAIR", scan), progress).labels();
            if (!labels.geometry().equals(scan.geometry())) {
                throw new DawsonException("the self test's labels do not lie in the scan's grid");
            }
            return timed(start, "voxels", labels.voxels().length, "labelled", labelled(labels.voxels()));
        }
    }

    private static int labelled(float[] voxels) {
        int count = 0;
        for (float voxel : voxels) {
            count += voxel > 0 ? 1 : 0;
        }
        return count;
    }

    private static Map<String, Object> timed(long start, String name1, Object value1, String name2, Object value2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seconds", (System.nanoTime() - start) / 1e9);
        map.put(name1, value1);
        map.put(name2, value2);
        return map;
    }

    /** Keeps the loss of each epoch; says nothing about steps. */
    private static final class Losses extends ForwardingProgress {

        private final List<Double> losses;

        Losses(Progress progress, List<Double> losses) {
            super(progress);
            this.losses = losses;
        }

        @Override
        public void event(Event event) {
            if (event.type() == Event.Type.EPOCH) {
                losses.add(event.number("loss"));
                super.event(Event.progress(losses.size(), EPOCHS, "epochs"));
            }
        }
    }
}
