package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelWeights;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Trainings that start from a trained model. */
@Tag("slow")
class FineTuneTest {

    private static final String STILL = "{\"learning_rate\": 1e-12, \"epochs\": 1}";

    @TempDir
    private static Path folder;
    private static Path table;
    private static Path parent;
    private static Map<String, Weight> parents;

    @TempDir
    private Path temporary;
    private final List<String> messages = new ArrayList<>();
    private final Progress progress = event -> {
        if (event.values().containsKey("text")) {
            messages.add(event.text());
        }
    };

    @BeforeAll
    static void train() {
        table = BlobDataset.write(folder);
        parent = folder.resolve("parent");
        Trainer.train(config("{\"class_names\": [\"bright\", \"dark\"], \"epochs\": 8}"), Dataset.read(table), parent,
            Progress.NONE);
        parents = byName(ModelWeights.read(new ModelFolder(parent)));
    }

    @Test
    void theParentsWeightsAreWhereItStarts() {
        Path out = temporary.resolve("model");
        ModelDescription model = Trainer.fineTune(config(STILL), parent, Dataset.read(table), out, progress);
        Map<String, Weight> weights = byName(ModelWeights.read(new ModelFolder(out)));
        assertEquals(parents.keySet(), weights.keySet());
        weights.values().stream().filter(w -> !w.name().contains("moving"))
            .forEach(w -> assertArrayEquals(parents.get(w.name()).values(), w.values(), 1e-9f, w.name()));
        assertEquals(List.of(new LabelClass(3, "bright"), new LabelClass(7, "dark")), model.classes());
        ModelDescription before = new ModelFolder(parent).readDescription();
        assertEquals("parent", model.provenance().get("parent"));
        assertEquals(before.provenance().get("created"), model.provenance().get("parent_created"));
        assertEquals(before.scores().get("epoch").intValue() + "", model.provenance().get("parent_epoch"));
        assertTrue(messages.get(messages.size() - 1).endsWith("starting from the weights of " + parent), "" + messages);
    }

    @Test
    void anotherNumberOfClassesHasANewHead() throws IOException {
        Path out = temporary.resolve("model");
        ModelDescription model = Trainer.fineTune(config(STILL), parent, brightOnly(), out, progress);
        assertEquals(List.of(new LabelClass(3, "class3")), model.classes());
        assertTrue(messages.contains("no training label has 7 (dark), which " + parent + " finds; the new model "
            + "will not"), messages.toString());
        assertTrue(messages.get(messages.size() - 1).endsWith(
            "; head/kernel, head/bias start anew, since there are 1 classes instead of 2"), messages.toString());
        for (Weight w : ModelWeights.read(new ModelFolder(out))) {
            if (w.name().equals("head/kernel")) {
                assertArrayEquals(new long[] {1, 1, 4, 1}, w.shape());
                assertTrue(w.values()[0] != 0);
            } else if (!w.name().startsWith("head/") && !w.name().contains("moving")) {
                assertArrayEquals(parents.get(w.name()).values(), w.values(), 1e-9f, w.name());
            }
        }
        Path learnt = temporary.resolve("learnt");
        double dice = Trainer.fineTune(config("{\"epochs\": 8}"), parent, brightOnly(), learnt, Progress.NONE).scores()
            .get("val_dice");
        assertTrue(dice > 0.9, "Dice " + dice);
    }

    @Test
    void onlyTheLastLayersLearnAndAResumedTrainingDoesTheSame() {
        TrainingConfig last = config("{\"last_layers_only\": true, \"epochs\": 4}");
        Path whole = temporary.resolve("whole");
        Trainer.fineTune(last, parent, Dataset.read(table), whole, Progress.NONE);
        Network network = Networks.create(last);
        int changed = 0;
        for (Weight w : Checkpoint.load(new ModelFolder(whole)).weights()) {
            if (w.name().startsWith("optimizer/")) {
                assertTrue(network.isInLastLayers(w.name().substring("optimizer/m/".length())), w.name());
            } else if (network.isInLastLayers(w.name())) {
                changed += Arrays.equals(parents.get(w.name()).values(), w.values()) ? 0 : 1;
            } else {
                assertArrayEquals(parents.get(w.name()).values(), w.values(), w.name());
            }
        }
        assertEquals(parents.keySet().stream().filter(network::isInLastLayers).count(), changed);

        Path halves = temporary.resolve("halves");
        assertThrows(IllegalStateException.class, () -> Trainer.fineTune(last, parent, Dataset.read(table), halves,
            event -> {
                if (event.type() == Event.Type.STEP && event.values().get("epoch").equals("3/4")) {
                    throw new IllegalStateException("killed");
                }
            }));
        ModelDescription resumed = Trainer.resume(new ModelFolder(halves).readDescription().config(),
            Dataset.read(table), halves, Progress.NONE);
        assertEquals("parent", resumed.provenance().get("parent"));
        assertEquals("bright", resumed.classes().get(0).name());
        Map<String, Weight> expected = byName(Checkpoint.load(new ModelFolder(whole)).weights());
        Checkpoint.load(new ModelFolder(halves)).weights()
            .forEach(w -> assertArrayEquals(expected.get(w.name()).values(), w.values(), 1e-5f, w.name()));
    }

    @Test
    void whatDoesNotFitIsExplained() {
        Dataset dataset = Dataset.read(table);
        Path out = temporary.resolve("model");
        refused("is the network unet", () -> Trainer.fineTune(
            config("{\"network_options\": {\"base_filters\": 8}}"), parent, dataset, out, Progress.NONE));
        refused("takes 2 channels (A, B), the training is to have 1 (B)", () -> Trainer.fineTune(
            config("{\"channels\": [\"B\"]}"), parent, dataset, out, Progress.NONE));
        refused("not a model folder", () -> Trainer.fineTune(config(STILL), folder, dataset, out, Progress.NONE));
        refused("no model to start from", () -> Trainer.train(config("{\"last_layers_only\": true}"), dataset, out,
            Progress.NONE));
        assertFalse(Files.exists(out));
    }

    @Test
    void theCommandLineTakesNetworkAndPreprocessingFromTheParent() {
        Path out = temporary.resolve("model");
        assertEquals(0, run("--out", out.toString(), "--from", parent.toString(), "--train-layers", "last", "--epochs",
            "1", "--precision", "float32", "--threads", "1"));
        TrainingConfig now = new ModelFolder(out).readDescription().config();
        TrainingConfig before = new ModelFolder(parent).readDescription().config();
        assertEquals(before.networkOptions(), now.networkOptions());
        assertEquals(before.preprocessing(), now.preprocessing());
        assertEquals(List.of("A", "B"), now.channels());
        assertTrue(now.lastLayersOnly());
        assertEquals(new TrainingConfig().learningRate(), now.learningRate());
        assertEquals(1, run("--out", out.toString(), "--from", out.toString(), "--resume"), "another parent");
        assertEquals(0, run("--out", out.toString(), "--resume", "--epochs", "2"));
    }

    /** As a queue's script calls it each time, killed before its first epoch was over or after. */
    @Test
    void theSameCommandBeginsAndGoesOn() throws IOException {
        Path out = temporary.resolve("queued");
        String[] command = {"--out", out.toString(), "--from", parent.toString(), "--train-layers", "last", "--epochs",
            "1", "--precision", "float32", "--threads", "1", "--resume"};
        assertEquals(0, run(command));
        assertEquals(0, run(command));
        assertEquals("parent", new ModelFolder(out).readDescription().provenance().get("parent"));
        try (Stream<Path> files = Files.list(out)) { // as if it had been killed in its first epoch
            files.filter(file -> !List.of("dawson.json", "rdf.yaml").contains(file.getFileName().toString()))
                .forEach(UnfinishedFolder::delete);
        }
        assertEquals(1, run("--out", out.toString(), "--resume"), "it would start from nothing");
        assertEquals(0, run(command));
        assertEquals("parent", new ModelFolder(out).readDescription().provenance().get("parent"));
    }

    private static int run(String... options) {
        List<String> line = new ArrayList<>(List.of("train", "--data", table.toString(), "--progress", "none"));
        line.addAll(List.of(options));
        return Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()),
            line.toArray(String[]::new));
    }

    private static void refused(String message, Runnable training) {
        DawsonException e = assertThrows(DawsonException.class, training::run);
        assertTrue(e.getMessage().contains(message) && e.getMessage().lines().count() == 1, e.getMessage());
    }

    private static TrainingConfig config(String changes) {
        return BlobDataset.config(2).with(JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    /** The same scans without label 7. */
    private Dataset brightOnly() throws IOException {
        Path copy = Files.createDirectories(temporary.resolve("bright"));
        Path labels = BlobDataset.write(copy);
        for (int s = 0; s < 4; s++) {
            Path file = copy.resolve("s" + s + "_label.nii.gz");
            Volume label = NiftiReader.read(file);
            for (int i = 0; i < label.voxels().length; i++) {
                label.voxels()[i] = label.voxels()[i] == 7 ? 0 : label.voxels()[i];
            }
            NiftiWriter.write(label, file, NiftiType.UINT8);
        }
        return Dataset.read(labels);
    }

    private static Map<String, Weight> byName(List<Weight> weights) {
        Map<String, Weight> byName = new LinkedHashMap<>();
        weights.forEach(w -> byName.put(w.name(), w));
        return byName;
    }
}
