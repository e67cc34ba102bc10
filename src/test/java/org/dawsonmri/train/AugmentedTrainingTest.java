package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.SliceSampler;
import org.dawsonmri.train.data.SliceSampler.SliceRef;
import org.dawsonmri.train.data.TrainingData;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Augmentation on its way from the settings into batches. */
@Tag("slow")
class AugmentedTrainingTest {

    @TempDir
    private Path folder;

    @Test
    void batchesDependOnEpochAndSeedAlone() {
        Dataset dataset = BlobDataset.dataset(folder);
        TrainingConfig config = config("{\"preset\": \"mri\"}");
        try (SliceSampler data = slices(dataset, config);
            SliceSampler again = slices(dataset, config)) {
            Batch first = data.read(data.trainingPlan(1).get(1));
            data.read(data.trainingPlan(2).get(0));
            Batch second = again.read(again.trainingPlan(1).get(1));
            assertArrayEquals(first.images(), second.images());
            assertArrayEquals(first.labels(), second.labels());
        }
    }

    @Test
    void theSameSliceVariesFromEpochToEpochButNeverInValidation() {
        Dataset dataset = BlobDataset.dataset(folder);
        try (SliceSampler data = slices(dataset, config("\"mri\""))) {
            SliceRef ref = data.trainingPlan(1).get(0).get(0);
            SliceRef later = data.trainingPlan(2).stream().flatMap(List::stream)
                .filter(r -> r.store() == ref.store() && r.index() == ref.index()).findFirst().orElseThrow();
            Batch plain = data.readWhole(List.of(ref));
            assertFalse(Arrays.equals(data.read(List.of(ref)).images(), data.read(List.of(later)).images()));
            assertArrayEquals(plain.images(), data.readWhole(List.of(later)).images());
        }
    }

    @Test
    void withoutAugmentationSlicesAreAsPrepared() {
        Dataset dataset = BlobDataset.dataset(folder);
        try (SliceSampler data = slices(dataset, config("\"none\""))) {
            List<SliceRef> refs = data.trainingPlan(1).get(0);
            assertArrayEquals(data.readWhole(refs).images(), data.read(refs).images());
            assertArrayEquals(data.readWhole(refs).labels(), data.read(refs).labels());
        }
    }

    @Test
    void lesionsArePaintedIntoTrainingSlices() throws IOException {
        Dataset dataset = BlobDataset.dataset(folder);
        try (TrainingData whole = TrainingData.prepare(dataset, painting(3), folder, Progress.NONE)) {
            SliceSampler data = (SliceSampler) whole.sampler();
            List<SliceRef> refs = data.trainingPlan(1).stream().flatMap(List::stream).toList();
            Batch painted = data.read(refs);
            Batch plain = data.readWhole(refs);
            int more = 0;
            for (int i = 0; i < painted.labels().length; i++) {
                boolean changed = painted.labels()[i] != plain.labels()[i];
                // Only background becomes lesion, and the ball of label 3, class 1, is brighter in channel A.
                assertTrue(!changed || plain.labels()[i] == 0 && painted.labels()[i] == 1);
                more += changed ? 1 : 0;
            }
            assertTrue(more > 50, more + " pixels were painted");
            assertTrue(whole.subjects().fileSums().keySet().stream().anyMatch(key -> key.startsWith("sha256/painted/")),
                "the masks are training files");
            double before = mean(plain, plain.labels(), painted.labels());
            double after = mean(painted, plain.labels(), painted.labels());
            assertTrue(after > before + 0.5, before + " became " + after);
        }
    }

    @Test
    void lesionsArePaintedIntoSlicesAcrossEveryAxis() {
        Dataset dataset = BlobDataset.dataset(folder);
        TrainingConfig config = painting(3).with(JsonParser.parseString("{\"preprocessing\": {\"axes\": [0, 1, 2]}}")
            .getAsJsonObject(), "test");
        try (SliceSampler data = slices(dataset, config)) {
            Map<Integer, Integer> painted = new TreeMap<>(); // by the number of slices, which tells the axis
            for (SliceRef ref : data.trainingPlan(1).stream().flatMap(List::stream).toList()) {
                int[] plain = data.readWhole(List.of(ref)).labels();
                int[] labels = data.read(List.of(ref)).labels();
                int changed = (int) IntStream.range(0, plain.length).filter(i -> plain[i] != labels[i]).count();
                painted.merge(ref.store().count(), changed, Integer::sum);
            }
            assertEquals(Set.of(18, 15, 6), painted.keySet());
            assertTrue(painted.values().stream().allMatch(n -> n > 20), "pixels painted: " + painted);
        }
    }

    @Test
    void lesionsOfWhichLabelHasToBeSaid() {
        Dataset dataset = BlobDataset.dataset(folder);
        String message = assertThrows(DawsonException.class,
            () -> TrainingData.prepare(dataset, painting(null), folder, Progress.NONE)).getMessage();
        assertTrue(message.contains("[3, 7]") && message.contains("painted_lesions.label is null"), message);
    }

    @Test
    void augmentedTrainingResumesExactly() throws IOException {
        Dataset dataset = BlobDataset.dataset(folder);
        TrainingConfig config = painting(3).with(JsonParser.parseString(
            "{\"augmentation\": {\"rotation\": {\"probability\": 1}, \"elastic\": {\"probability\": 1}, "
                + "\"noise\": {\"probability\": 0.5}}}").getAsJsonObject(), "test");
        Trainer.train(config, dataset, folder.resolve("four"), Progress.NONE);
        assertThrows(IllegalStateException.class, () -> Trainer.train(config, dataset, folder.resolve("halves"),
            event -> {
                if (event.type() == Event.Type.STEP && event.values().get("epoch").equals("3/4")) {
                    throw new IllegalStateException("killed");
                }
            }));
        ModelFolder halves = new ModelFolder(folder.resolve("halves"));
        Trainer.resume(halves.readDescription().config(), dataset, halves.path(), Progress.NONE);
        List<Weight> expected = Checkpoint.load(new ModelFolder(folder.resolve("four"))).weights();
        List<Weight> actual = Checkpoint.load(halves).weights();
        IntStream.range(0, expected.size()).forEach(i ->
            assertArrayEquals(expected.get(i).values(), actual.get(i).values(), 1e-6f, expected.get(i).name()));
        assertEquals(config, halves.readDescription().config());
    }

    private TrainingConfig config(String augmentation) {
        return BlobDataset.config(4).with(JsonParser.parseString("{\"augmentation\": " + augmentation + "}")
            .getAsJsonObject(), "test");
    }

    /** Two label maps of the dataset serve as masks; both balls of each are lesions then. */
    private TrainingConfig painting(Integer label) {
        Path masks = folder.resolve("masks");
        try {
            Files.createDirectories(masks);
            for (String name : List.of("s1_label.nii.gz", "s2_label.nii.gz")) {
                Files.copy(folder.resolve(name), masks.resolve(name));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return config("{\"painted_lesions\": {\"folder\": \"" + masks.toString().replace('\\', '/') + "\", "
            + "\"probability\": 1, \"label\": " + label + ", \"max_shift\": 5}}");
    }

    /** Channel A's mean where labels differ. */
    private static double mean(Batch batch, int[] before, int[] after) {
        return IntStream.range(0, before.length).filter(i -> before[i] != after[i])
            .mapToDouble(i -> batch.images()[2 * i]).average().orElseThrow();
    }

    private SliceSampler slices(Dataset dataset, TrainingConfig config) {
        return (SliceSampler) TrainingData.prepare(dataset, config, folder, Progress.NONE).sampler();
    }
}
