package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Settings;
import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dawson train} as it is typed. */
@Tag("slow")
class TrainTest {

    @TempDir
    private Path folder;
    private Path data;
    private Path config;
    private Path model;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        data = BlobDataset.write(folder);
        config = Files.writeString(folder.resolve("config.json"), Settings.toText(BlobDataset.config(1)));
        model = folder.resolve("model");
    }

    @Test
    void trainsAndResumesWithMoreEpochs() throws IOException {
        assertEquals(0, train("--config", config.toString(), "--channels", "B"));
        assertEquals(0, train("--resume", "--network", "unet", "--epochs", "2"));
        assertEquals(3, Files.readAllLines(model.resolve("history.csv")).size());
        assertEquals(1, train("--resume", "--batch-size", "2"));
        assertTrue(errors.toString().contains("'batch_size' is 4 there"), errors.toString());
        assertEquals(0, train("--resume", "--config", config.toString(), "--channels", "B", "--epochs", "2"),
            errors.toString());
        errors.getBuffer().setLength(0);
        Files.writeString(config, "{\"loss\": \"bce\"}");
        assertEquals(1, train("--resume", "--config", config.toString()));
        assertTrue(errors.toString().contains("'loss' is \"dice\" there"), errors.toString());
    }

    /** As a queue's script calls it each time. */
    @Test
    void theSameCommandBeginsAndGoesOn() throws IOException {
        String[] command = {"--config", config.toString(), "--channels", "B", "--epochs", "2", "--resume"};
        assertEquals(0, train(command), errors.toString());
        assertEquals(0, train(command), errors.toString());
        assertEquals(3, Files.readAllLines(model.resolve("history.csv")).size());
    }

    @Test
    void itSaysByWhichFigureAnEpochIsKept() throws IOException {
        assertEquals(0, train("--config", config.toString(), "--clip", "0,100"));
        assertTrue(output.toString().contains("model: trained; kept epoch 1, the best validation Dice (val_dice 0."),
            output.toString());
        assertTrue(Files.readString(model.resolve("dawson.json")).replaceAll("\\s", "")
            .contains("\"clip\":[0.0,100.0]"));
        Files.writeString(data, Files.readString(data).replace("validation", "train"));
        model = folder.resolve("last");
        assertEquals(0, train("--config", config.toString()));
        assertTrue(output.toString().contains("last: trained; kept epoch 1, the last epoch"), output.toString());
    }

    @Test
    void wrongSettingsAreOneLineAndLeaveNothing() {
        refused("unknown network 'vnet'", "--network", "vnet");
        refused("unknown loss", "--loss", "hinge");
        refused("learning_rate is -1", "--learning-rate", "-1");
        refused("unknown key 'filters'", "--network-options", "{\"filters\": 3}");
        refused("not a JSON object", "--network-options", "3 filters");
        refused("has no channel T9, only", "--channels", "T9");
        refused("clip is [99.0, 1.0]", "--clip", "99,1");
        refused("class_names", "--class-names", "a,b,c");
    }

    private void refused(String message, String... options) {
        errors.getBuffer().setLength(0);
        int status = train(options);
        String text = errors.toString();
        assertEquals(1, status, text);
        boolean described = text.contains(message);
        assertTrue(described && text.strip().lines().count() == 1, message + " expected in: " + text);
        assertFalse(Files.exists(model), message);
    }

    private int train(String... options) {
        List<String> line = new ArrayList<>(List.of("train", "--data", data.toString(), "--out", model.toString(),
            "--progress", "none"));
        line.addAll(List.of(options));
        return Dawson.run(new PrintWriter(output, true), new PrintWriter(errors), line.toArray(String[]::new));
    }
}
