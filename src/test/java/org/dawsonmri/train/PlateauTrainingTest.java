package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A schedule that looks back, in whole trainings. */
@Tag("slow")
class PlateauTrainingTest {

    /** Too slow to get better, so that each epoch is a plateau. */
    private static final TrainingConfig CONFIG = BlobDataset.config(6).with(JsonParser.parseString("""
        {"schedule": "REDUCE_ON_PLATEAU", "learning_rate": 1e-7, "optimizer": "sgd", "loss": "dice-cross-entropy",
         "schedule_options": {"warmup_epochs": 1, "plateau_patience": 1, "plateau_factor": 0.5},
         "loss_options": {"class_weights": [1, 2, 2]}}""").getAsJsonObject(), "test");

    @TempDir
    private Path folder;

    @Test
    void aResumedTrainingKeepsItsLearningRates() {
        Dataset dataset = BlobDataset.dataset(folder);
        Trainer.train(CONFIG, dataset, folder.resolve("whole"), Progress.NONE);
        assertThrows(IllegalStateException.class, () -> Trainer.train(CONFIG, dataset, folder.resolve("halves"),
            event -> {
                if (event.type() == Event.Type.STEP && event.values().get("epoch").equals("5/6")) {
                    throw new IllegalStateException("killed");
                }
            }));
        Trainer.resume(new ModelFolder(folder.resolve("halves")).readDescription().config(), dataset,
            folder.resolve("halves"), Progress.NONE);
        List<Double> rates = column("whole", "learning_rate");
        assertEquals(rates, column("halves", "learning_rate"));
        assertEquals(5e-8, rates.get(0), 1e-15);
        assertEquals(1e-7, rates.get(1), 1e-15);
        assertTrue(rates.get(5) < 1e-7, "rates " + rates);
        for (String score : List.of("loss", "dice", "soft_dice", "mse", "binary_accuracy", "val_soft_dice")) {
            assertEquals(column("whole", score).get(5), column("halves", score).get(5), 1e-5, score);
        }
    }

    @Test
    void withoutValidationTheTrainingLossShowsThePlateau() throws IOException {
        Path table = BlobDataset.write(folder);
        Files.writeString(table, Files.readString(table).replace("validation", "train"));
        TrainingConfig still = CONFIG.with(JsonParser.parseString("{\"learning_rate\": 1e-12}").getAsJsonObject(),
            "test");
        Trainer.train(still, Dataset.read(table), folder.resolve("model"), Progress.NONE);
        assertTrue(column("model", "learning_rate").get(5) < 1e-12, "rates " + column("model", "learning_rate"));
        assertEquals(6.0, column("model", "kept_by_epoch").get(5));
    }

    private List<Double> column(String model, String name) {
        return Checkpoint.load(new ModelFolder(folder.resolve(model))).state().history().stream()
            .map(row -> row.get(name)).toList();
    }
}
