package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model that is read while a training writes it. */
class ModelFolderTest {

    @TempDir
    private Path folder;
    private ModelFolder model;

    @BeforeEach
    void write() throws IOException {
        model = new ModelFolder(Files.createDirectory(folder.resolve("my model")));
        write(1);
    }

    @Test
    void theModelKeepsItsName() throws IOException {
        assertTrue(Files.readString(model.path().resolve("rdf.yaml")).contains("my model"));
        assertEquals(1, epoch());
    }

    @Test
    void whatFailsBecauseAnotherEpochCameIsReadAgain() {
        List<Double> seen = new ArrayList<>();
        assertEquals("weights of epoch 3", model.read(description -> {
            double epoch = description.scores().get("epoch");
            seen.add(epoch);
            if (epoch < 3) {
                write((int) epoch + 1);
                throw new DawsonException("the weights have another sum than dawson.json says");
            }
            return "weights of epoch 3";
        }));
        assertEquals(List.of(1.0, 2.0, 3.0), seen);
    }

    @Test
    void whatIsDamagedIsSaid() {
        DawsonException e = assertThrows(DawsonException.class, () -> model.read(description -> {
            throw new DawsonException("damaged");
        }));
        assertEquals("damaged", e.getMessage());
    }

    @Test
    void aFailureInBetweenChangesNothing() throws IOException {
        assertThrows(DawsonException.class, () -> model.update(into -> {
            into.writeDescription(model.readDescription().withScores(Map.of("epoch", 2.0)));
            throw new DawsonException("the disk is full");
        }));
        assertEquals(1, epoch());
        try (var content = Files.list(model.path())) {
            assertEquals(List.of("dawson.json", "rdf.yaml"),
                content.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    private double epoch() {
        return model.readDescription().scores().get("epoch");
    }

    private void write(int epoch) {
        model.update(into -> into.writeDescription(new ModelDescription(ModelDescription.FORMAT, List.of("FLAIR"),
            List.of(new ModelDescription.LabelClass(1, "lesion")), 16, null, 16, new TrainingConfig(),
            Map.of("epoch", (double) epoch), Map.of())));
    }
}
