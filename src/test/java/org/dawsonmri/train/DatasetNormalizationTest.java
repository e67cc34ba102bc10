package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.preprocess.DatasetStatistics;
import org.dawsonmri.preprocess.Normalization;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.DatasetIntensities;
import org.dawsonmri.train.data.TrainingData;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Intensities scaled by the training set: measured once, kept in the model, applied to every scan. */
@Tag("slow")
class DatasetNormalizationTest {

    private static final String DATASET = "{\"preprocessing\": {\"normalization\": \"DATASET\", \"clip\": [0, 100]}}";

    @TempDir
    private static Path folder;
    private static Dataset dataset;
    private static Path model;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void train() {
        dataset = BlobDataset.dataset(folder);
        model = folder.resolve("model");
        Trainer.train(config(DATASET), dataset, model, Progress.NONE);
    }

    @Test
    void theNumbersAreThoseOfAllTrainingVoxels() {
        List<DatasetStatistics> measured = statistics(model);
        for (int c = 0; c < 2; c++) {
            List<Float> voxels = new ArrayList<>();
            for (int s = 0; s < 3; s++) {
                for (float v : BlobDataset.subject(s, Affine.scaling(1, 1, 2))[c].voxels()) {
                    voxels.add(v);
                }
            }
            double mean = voxels.stream().mapToDouble(v -> v).average().orElseThrow();
            double variance = voxels.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
            assertEquals(mean, measured.get(c).mean(), 1e-9);
            assertEquals(Math.sqrt(variance), measured.get(c).std(), 1e-9);
        }
    }

    @Test
    void slicesAndPatchesAreScaledByThem() throws IOException {
        List<DatasetStatistics> measured = statistics(model);
        Volume scan = BlobDataset.subject(3, Affine.scaling(1, 1, 2))[1];
        for (String network : List.of("unet", "unet3d")) {
            TrainingConfig config = DatasetIntensities.measure(config(DATASET).with(JsonParser.parseString(
                "{\"network\": \"" + network + "\", \"network_options\": {\"base_filters\": 2, \"depth\": 1}}")
                .getAsJsonObject(), "test"), dataset, Progress.NONE);
            assertEquals(measured, config.preprocessing().statistics());
            double sum = 0;
            try (TrainingData data = TrainingData.prepare(dataset, config, Files.createDirectories(
                temporary.resolve(network)), Progress.NONE)) {
                for (Supplier<Batch> batch : data.sampler().validation(0)) {
                    sum += sumOfSecondChannel(batch.get());
                }
            }
            double expected = 0;
            for (float v : scan.voxels()) {
                expected += (v - measured.get(1).mean()) / measured.get(1).std();
            }
            assertEquals(expected, sum, 1e-2, network);
        }
    }

    @Test
    void segmentationScalesEveryScanByThem() throws IOException {
        Volume[] scan = BlobDataset.subject(9, Affine.scaling(1, 1, 2));
        Volume bright = scan[0].with(scan[0].voxels().clone());
        for (int i = 0; i < bright.voxels().length; i++) {
            bright.voxels()[i] *= 1.5f;
        }
        List<DatasetStatistics> s = statistics(model);
        Path plain = changed("plain", p -> p.addProperty("normalization", "NONE"));
        float[] expected = map(Map.of(
            "A", Normalization.standardize(bright, s.get(0).mean(), s.get(0).std()),
            "B", Normalization.standardize(scan[1], s.get(1).mean(), s.get(1).std())), plain);
        assertArrayEquals(expected, map(Map.of("A", bright, "B", scan[1]), model), 1e-6f);
        // The members of an ensemble have their own numbers.
        Path other = changed("other", p -> p.add("statistics",
            JsonParser.parseString("[{\"mean\": 90, \"std\": 30}, {\"mean\": 50, \"std\": 10}]")));
        float[] second = map(Map.of("A", bright, "B", scan[1]), other);
        float[] both = map(Map.of("A", bright, "B", scan[1]), model, other);
        double difference = 0;
        for (int i = 0; i < both.length; i++) {
            assertEquals((expected[i] + second[i]) / 2, both[i], 1e-6);
            difference += Math.abs(expected[i] - second[i]);
        }
        assertTrue(difference > 1, "the members do not differ: " + difference);
    }

    @Test
    void aFrameIsAllThatIsMeasured() {
        TrainingConfig config = DatasetIntensities.measure(config(
            "{\"preprocessing\": {\"normalization\": \"DATASET\", \"clip\": [0, 100], \"size\": [4, 4]}}"), dataset,
            Progress.NONE);
        assertEquals(4, config.preprocessing().size().get(0));
        double sum = 0;
        for (int s = 0; s < 3; s++) {
            Volume a = BlobDataset.subject(s, Affine.scaling(1, 1, 2))[0];
            for (int i = 0; i < 4 * 4 * 6; i++) {
                sum += a.get(7 + i % 4, 5 + i / 4 % 4, i / 16); // ⌊(18 − 4)/2⌋ and ⌊(15 − 4)/2⌋
            }
        }
        assertEquals(sum / (3 * 4 * 4 * 6), config.preprocessing().statistics().get(0).mean(), 1e-9);
    }

    @Test
    void aTrainingThatGoesOnOrStartsFromAModelKeepsThem() {
        Path resumed = temporary.resolve("resumed");
        assertThrows(IllegalStateException.class, () -> Trainer.train(config(DATASET), dataset, resumed,
            event -> {
                if (event.type() == Event.Type.STEP && event.values().get("epoch").equals("2/2")) {
                    throw new IllegalStateException("killed");
                }
            }));
        TrainingConfig before = new ModelFolder(resumed).readDescription().config();
        assertEquals(statistics(model), before.preprocessing().statistics());
        Trainer.resume(before, dataset, resumed, Progress.NONE);
        assertEquals(before, new ModelFolder(resumed).readDescription().config());
        TrainingConfig tuned = CheckedSettings.of(new ModelFolder(model).readDescription().startingSettings(), "test");
        assertSame(tuned, DatasetIntensities.measure(tuned, dataset, Progress.NONE));
    }

    @Test
    void modelsOfBeforeHaveNone() throws IOException {
        Path old = changed("old", p -> {
            p.addProperty("normalization", "ZSCORE");
            p.remove("statistics");
        });
        assertNull(new ModelFolder(old).readDescription().config().preprocessing().statistics());
        Volume[] scan = BlobDataset.subject(5, Affine.scaling(1, 1, 2));
        assertEquals(scan[0].voxels().length, map(Map.of("A", scan[0], "B", scan[1]), old).length);
    }

    @Test
    void whatDoesNotFitIsOneLine() throws IOException {
        Volume[] scan = BlobDataset.subject(5, Affine.scaling(1, 1, 2));
        Path without = changed("without", p -> p.remove("statistics"));
        assertMessage("each of its 2 channels, but preprocessing.statistics has 0",
            () -> map(Map.of("A", scan[0], "B", scan[1]), without));
        TrainingConfig one = config("{\"preprocessing\": {\"normalization\": \"DATASET\", \"statistics\": "
            + "[{\"mean\": 1, \"std\": 2}]}}");
        assertMessage("of 1 channels, the training has 2 (A, B)",
            () -> DatasetIntensities.measure(one, dataset, Progress.NONE));
        assertMessage("the standard deviation above 0",
            () -> config("{\"preprocessing\": {\"statistics\": [{\"mean\": 1}]}}"));
        assertMessage("a cascade's thresholds", () -> Trainer.train(config("{\"network\": \"cascade-fcn\", "
            + "\"preprocessing\": {\"normalization\": \"DATASET\"}}"), dataset, temporary.resolve("c"), Progress.NONE));
    }

    // -- Helper methods --

    private static TrainingConfig config(String changes) {
        return BlobDataset.config(2).with(JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    private static List<DatasetStatistics> statistics(Path model) {
        return new ModelFolder(model).readDescription().config().preprocessing().statistics();
    }

    /** A copy of the model with another preprocessing in its dawson.json. */
    private Path changed(String name, Consumer<JsonObject> change) throws IOException {
        Path copy = Files.createDirectories(temporary.resolve(name).resolve("saved_model")).getParent();
        Files.copy(model.resolve("saved_model/saved_model.pb"), copy.resolve("saved_model/saved_model.pb"));
        JsonObject json = JsonParser.parseString(Files.readString(model.resolve("dawson.json"))).getAsJsonObject();
        change.accept(json.getAsJsonObject("config").getAsJsonObject("preprocessing"));
        Files.writeString(copy.resolve("dawson.json"), json.toString());
        return copy;
    }

    private static float[] map(Map<String, Volume> scan, Path... models) {
        try (Segmenter segmenter = Segmenter.open(List.of(models), new SegmentOptions(Precision.FLOAT32, 1, 0))) {
            ModelDescription first = segmenter.model();
            assertEquals(2, first.classes().size());
            return segmenter.segment(scan, Progress.NONE).probabilities().get(0).voxels();
        }
    }

    private static double sumOfSecondChannel(Batch batch) {
        double sum = 0;
        int depth = Math.max(1, batch.depth());
        for (int i = 0; i < batch.windows().length; i++) {
            Batch.Window w = batch.windows()[i];
            for (int z = w.z(); z < w.z() + w.depth(); z++) {
                for (int y = w.y(); y < w.y() + w.height(); y++) {
                    for (int x = w.x(); x < w.x() + w.width(); x++) {
                        sum += batch.images()[2 * (((i * depth + z) * batch.height() + y) * batch.width() + x) + 1];
                    }
                }
            }
        }
        return sum;
    }

    private static void assertMessage(String part, Runnable mistake) {
        String message = assertThrows(DawsonException.class, mistake::run).getMessage();
        assertTrue(message.contains(part) && message.lines().count() == 1, message);
    }
}
