package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmentation;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Two stages: learnt, kept, resumed. */
@Tag("slow")
class CascadeTrainingTest {

    @TempDir
    private Path folder;

    @Test
    void aCascadeLearnsLesions() throws IOException {
        Path out = folder.resolve("model");
        List<String> events = new ArrayList<>();
        ModelDescription model = Trainer.train(LesionDataset.config("cascade-fcn", 12), LesionDataset.dataset(folder),
            out, event -> events.add(event.type() + " " + event.values()));
        ModelFolder files = new ModelFolder(out);
        for (int stage = 1; stage <= 2; stage++) {
            files.stage(stage).requireWeights();
            assertTrue(Checkpoint.exists(files.stage(stage)));
            assertTrue(model.scores().get("stage" + stage + "_val_accuracy") > 0.8, model.scores().toString());
            String shown = "{stage=" + stage + "/2, epoch=12/12, ";
            assertTrue(events.stream().anyMatch(e -> e.startsWith("step " + shown) && e.contains("left=")), shown);
        }
        for (String phase : List.of("train, epoch=12", "validation, epoch=12", "checkpoint, epoch=12")) {
            assertEquals(2, events.stream().filter(e -> e.equals("phase {phase=" + phase + "}")).count(), phase);
        }
        assertEquals(1, events.stream().filter(e -> e.equals("phase {phase=inference, epoch=0}")).count());
        List<String> history = Files.readAllLines(files.history());
        assertTrue(history.get(0).startsWith("stage,epoch,step,"), history.get(0));
        assertEquals(25, history.size());
        assertTrue(history.get(12).startsWith("1,12,") && history.get(13).startsWith("2,1,"), history.get(13));
        Volume[] unseen = LesionDataset.subject(2);
        try (Segmenter segmenter = Segmenter.open(out, new SegmentOptions(Precision.FLOAT32, 1, 0))) {
            Segmentation found = segmenter.segment(Map.of("FLAIR", unseen[0], "T1", unseen[1]), Progress.NONE);
            assertEquals(unseen[0].geometry(), found.labels().geometry());
            double dice = dice(found.labels().voxels(), unseen[2].voxels());
            assertTrue(dice > 0.7, "Dice " + dice);
        }
    }

    @Test
    void interruptedTrainingsGoOnAsIfTheyHadNotBeen() {
        TrainingConfig config = LesionDataset.config("cascade-valverde", 2);
        Dataset dataset = LesionDataset.dataset(folder);
        Path whole = folder.resolve("whole");
        Trainer.train(config, dataset, whole, Progress.NONE);
        // Killed in either stage; an exception in the middle of an epoch does what a kill does.
        for (String place : List.of("stage=1.0, epoch=1.0", "stage=2.0, epoch=1.0")) {
            Path parts = folder.resolve(place.replaceAll("\\W", ""));
            assertThrows(IllegalStateException.class, () -> Trainer.train(config, dataset, parts, failing(place)));
            List<String> messages = new ArrayList<>();
            Trainer.resume(config, dataset, parts, event -> messages.add(event.type().toString() + event.values()));
            boolean again = messages.stream().anyMatch(m -> m.contains("stage=1.0") && m.startsWith("epoch"));
            assertEquals(place.startsWith("stage=1"), again, "a finished first stage is not trained again");
            for (int stage = 1; stage <= 2; stage++) {
                assertSameWeights(new ModelFolder(whole).stage(stage), new ModelFolder(parts).stage(stage));
            }
        }
    }

    @Test
    void aStopKeepsWhatThereIs() throws IOException {
        TrainingConfig config = LesionDataset.config("cascade-valverde", 2);
        Dataset dataset = LesionDataset.dataset(folder);
        Path out = folder.resolve("model");
        Trainer.train(config, dataset, out, stopping("stage=1.0, epoch=1.0"));
        DawsonException e = assertThrows(DawsonException.class,
            () -> Segmenter.open(out, new SegmentOptions()).close());
        assertTrue(e.getMessage().contains("--resume"), e.getMessage());
        Trainer.resume(config, dataset, out, stopping("stage=2.0, epoch=1.0"));
        Segmenter.open(out, new SegmentOptions()).close();
        Trainer.resume(config, dataset, out, Progress.NONE);
        assertEquals(5, Files.readAllLines(out.resolve("history.csv")).size());
    }

    @Test
    void aCancelLeavesNothing() {
        Path out = folder.resolve("model");
        Progress progress = new Progress() {
            private boolean seen;

            @Override
            public void event(Event event) {
                seen |= event.type() == Event.Type.EPOCH;
            }

            @Override
            public boolean isCancelled() {
                return seen;
            }
        };
        assertThrows(CancelledException.class, () -> Trainer.train(LesionDataset.config("cascade-valverde", 3),
            LesionDataset.dataset(folder), out, progress));
        assertFalse(Files.exists(out));
    }

    @Test
    void bothNetworksStartFromAnothersWeights() {
        Dataset dataset = LesionDataset.dataset(folder);
        TrainingConfig config = LesionDataset.config("cascade-valverde", 1);
        Path parent = folder.resolve("parent");
        Trainer.train(config, dataset, parent, Progress.NONE);
        TrainingConfig still = config.with(JsonParser.parseString(
            "{\"learning_rate\": 1e-30, \"last_layers_only\": true}").getAsJsonObject(), "test");
        Path out = folder.resolve("tuned");
        ModelDescription model = Trainer.fineTune(still, parent, dataset, out, Progress.NONE);
        assertEquals("1 1", model.provenance().get("parent_epoch"));
        for (int stage = 1; stage <= 2; stage++) {
            List<Weight> before = ModelWeights.read(new ModelFolder(parent).stage(stage));
            List<Weight> after = ModelWeights.read(new ModelFolder(out).stage(stage));
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.get(i).values(), after.get(i).values(), 1e-9f, before.get(i).name());
            }
        }
        DawsonException e = assertThrows(DawsonException.class, () -> Trainer.fineTune(still, parent.resolve("stage1"),
            dataset, folder.resolve("none"), Progress.NONE));
        assertTrue(e.getMessage().endsWith("give the folder it is in"), e.getMessage());
        JsonObject start = model.startingSettings();
        assertEquals(config.cascade().minThreshold(),
            start.getAsJsonObject("cascade").get("min_threshold").getAsDouble());
    }

    @Test
    void anInterruptedTrainingNeedsTheCascadeItStartedFromUntilBothNetworksHave() {
        Dataset dataset = LesionDataset.dataset(folder);
        TrainingConfig config = LesionDataset.config("cascade-seed1-eddl", 1);
        Path parent = folder.resolve("parent");
        Trainer.train(config, dataset, parent, Progress.NONE);
        Path whole = folder.resolve("whole");
        Trainer.fineTune(config, parent, dataset, whole, Progress.NONE);
        Path parts = folder.resolve("parts");
        assertThrows(IllegalStateException.class,
            () -> Trainer.fineTune(config, parent, dataset, parts, failing("stage=1.0, epoch=1.0")));
        DawsonException e = assertThrows(DawsonException.class,
            () -> Trainer.resume(config, dataset, parts, Progress.NONE));
        assertTrue(e.getMessage().endsWith("give that model again with --from"), e.getMessage());
        Trainer.resume(config, parent, dataset, parts, Progress.NONE);
        for (int stage = 1; stage <= 2; stage++) {
            assertSameWeights(new ModelFolder(whole).stage(stage), new ModelFolder(parts).stage(stage));
        }
    }

    @Test
    void patienceEndsAStage() throws IOException {
        Path out = folder.resolve("model");
        TrainingConfig config = LesionDataset.config("cascade-seed1-eddl", 9).with(JsonParser.parseString(
            "{\"patience\": 1, \"learning_rate\": 1e-30}").getAsJsonObject(), "test"); // learns nothing
        Trainer.train(config, LesionDataset.dataset(folder), out, Progress.NONE);
        assertEquals(1 + 2 + 2, Files.readAllLines(out.resolve("history.csv")).size());
    }

    @Test
    void whatCannotBeTrainedIsSaidInOneLine() throws IOException {
        LesionDataset.write(folder);
        JsonObject minmax = JsonParser.parseString("{\"preprocessing\": {\"normalization\": \"MINMAX\"}}")
            .getAsJsonObject();
        assertMessage("choose zscore", LesionDataset.config("cascade-valverde", 1).with(minmax, "test"), "s0 s1");
        JsonObject mri = JsonParser.parseString("{\"augmentation\": \"mri\"}").getAsJsonObject();
        assertMessage("leave --augmentation", LesionDataset.config("cascade-valverde", 1).with(mri, "test"), "s0");
        JsonObject high = JsonParser.parseString("{\"cascade\": {\"min_threshold\": 99}}").getAsJsonObject();
        assertMessage("above 99.0", LesionDataset.config("cascade-valverde", 1).with(high, "test"), "s0");
        Files.writeString(folder.resolve("dataset.tsv"),
            "subject\tsplit\tFLAIR\tT1\tlabel\ns0\ttrain\ts0_FLAIR.nii.gz\tn/a\ts0_label.nii.gz\n");
        assertMessage("has no T1 scan", LesionDataset.config("cascade-valverde", 1), null);
    }

    private void assertMessage(String part, TrainingConfig config, String subjects) {
        Dataset all = Dataset.read(folder);
        Dataset some = subjects == null ? all : new Dataset(all.source(), all.modalities(),
            all.subjects().stream().filter(s -> subjects.contains(s.id())).toList());
        DawsonException e = assertThrows(DawsonException.class,
            () -> Trainer.train(config, some, folder.resolve("none"), Progress.NONE));
        assertTrue(e.getMessage().contains(part) && !e.getMessage().contains("\n"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    private static void assertSameWeights(ModelFolder expected, ModelFolder actual) {
        List<Weight> a = Checkpoint.load(expected).weights();
        List<Weight> b = Checkpoint.load(actual).weights();
        assertEquals(a.size(), b.size());
        for (int i = 0; i < a.size(); i++) {
            assertArrayEquals(a.get(i).values(), b.get(i).values(), a.get(i).name());
        }
    }

    private static double dice(float[] a, float[] b) {
        double both = 0;
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            both += a[i] > 0 && b[i] > 0 ? 1 : 0;
            sum += (a[i] > 0 ? 1 : 0) + (b[i] > 0 ? 1 : 0);
        }
        return 2 * both / sum;
    }

    private static Predicate<Map<String, ?>> epoch(String place) {
        return values -> values.toString().startsWith("{" + place + ",");
    }

    private static Progress failing(String place) {
        return event -> {
            if (event.type() == Event.Type.EPOCH && epoch(place).test(event.values())) {
                throw new IllegalStateException("killed");
            }
        };
    }

    private static Progress stopping(String place) {
        return new Progress() {
            private boolean stop;

            @Override
            public void event(Event event) {
                stop |= event.type() == Event.Type.EPOCH && CascadeTrainingTest.epoch(place).test(event.values());
            }

            @Override
            public boolean isStopRequested() {
                return stop;
            }
        };
    }
}
