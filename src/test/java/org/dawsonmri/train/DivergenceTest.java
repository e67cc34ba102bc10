package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.model.ModelFolder;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Steps that are much too large, until a number is none any more. */
@Tag("slow")
class DivergenceTest {

    private static final String HUGE = "1e30";

    @TempDir
    private Path folder;

    @Test
    void theMessageHasACommandThatWorks() {
        Path data = BlobDataset.write(folder);
        Path out = folder.resolve("model");
        TrainingConfig small = config(2, "0.01");
        Trainer.train(small, Dataset.read(data), out, Progress.NONE);
        String message = assertThrows(DawsonException.class,
            () -> Trainer.resume(config(4, HUGE), Dataset.read(data), out, Progress.NONE)).getMessage();
        String command = "train --data " + data + " --out " + out + " --resume --learning-rate "
            + "100000000000000000000000000000";
        assertTrue(message.startsWith(out + ": ")
            && message.contains(" in epoch 3; the epochs before are kept: go on from "
            + "there in smaller steps with 'dawson " + command + "' (Resume and Learning rate)"), message);
        assertFalse(message.contains("\n"), message);
        requireFinite(new ModelFolder(out), 2);
        StringWriter errors = new StringWriter();
        String better = command.replaceAll("10{20,}", "0.001") + " --progress none";
        assertEquals(0, Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(errors), better.split(" ")),
            errors.toString());
        requireFinite(new ModelFolder(out), 4);
        assertEquals(0.001, new ModelFolder(out).readDescription().config().learningRate());
    }

    /** One step an epoch: the loss before it is finite, the weights after it are not. */
    @Test
    void weightsThatAreNoNumbersAreNotKept() {
        Dataset dataset = BlobDataset.dataset(folder);
        Path out = folder.resolve("model");
        TrainingConfig config = config(3, "1e38")
            .with(JsonParser.parseString("{\"batch_size\": 99, \"drop_last\": false,"
            + "\"optimizer\": \"sgd\", \"loss\": \"bce\"}").getAsJsonObject(), "test");
        String message = assertThrows(DawsonException.class, () -> Trainer.train(config, dataset, out, Progress.NONE))
            .getMessage();
        assertTrue(message.contains(" after epoch 1; nothing is kept: begin again with --learning-rate 1"), message);
        assertFalse(Files.exists(out));
        Dataset unmeasured = new Dataset(dataset.source(), dataset.modalities(), dataset.trainingSubjects());
        message = assertThrows(DawsonException.class, () -> Trainer.train(config, unmeasured, out, Progress.NONE))
            .getMessage();
        assertTrue(message.contains(" after epoch 1; nothing is kept"), message);
    }

    @Test
    void aStageOfACascadeGoesOnFromItsLastEpoch() {
        Path out = folder.resolve("model");
        Dataset dataset = LesionDataset.dataset(folder);
        TrainingConfig config = LesionDataset.config("cascade-seed1-eddl", 1);
        Trainer.train(config, dataset, out, Progress.NONE);
        TrainingConfig huge = config.with(JsonParser.parseString("{\"learning_rate\": 1e30, \"epochs\": 2}")
            .getAsJsonObject(), "test");
        String message = assertThrows(DawsonException.class, () -> Trainer.resume(huge, dataset, out, Progress.NONE))
            .getMessage();
        assertTrue(message.contains(" in epoch 2") && message.contains("--resume --learning-rate"), message);
        requireFinite(new ModelFolder(out).stage(2), 1);
    }

    private static TrainingConfig config(int epochs, String learningRate) {
        return BlobDataset.config(epochs).with(JsonParser.parseString("{\"schedule\": \"CONSTANT\", \"learning_rate\": "
            + learningRate + "}").getAsJsonObject(), "test");
    }

    private static void requireFinite(ModelFolder model, int epoch) {
        Checkpoint checkpoint = Checkpoint.load(model);
        assertEquals(epoch, checkpoint.state().epoch());
        for (Weight weight : checkpoint.weights()) {
            for (float value : weight.values()) {
                assertTrue(Float.isFinite(value), weight.name());
            }
        }
        assertEquals(List.of(), weightsThatAreNone(model));
    }

    /** Of the model that is kept. */
    private static List<String> weightsThatAreNone(ModelFolder model) {
        return org.dawsonmri.model.ModelWeights.read(model).stream().filter(w -> {
            for (float value : w.values()) {
                if (!Float.isFinite(value)) {
                    return true;
                }
            }
            return false;
        }).map(Weight::name).toList();
    }
}
