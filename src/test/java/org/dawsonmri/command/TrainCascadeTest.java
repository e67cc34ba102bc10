package org.dawsonmri.command;

import static org.dawsonmri.command.TrainingForms.line;
import static org.dawsonmri.command.TrainingForms.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.CommandRunner;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.Networks;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** From the form to the worker's command line. */
class TrainCascadeTest {

    @Test
    void whatIsLeftOutIsNotSaid() throws IOException {
        assertEquals("train --data d --out m --config {\"network\":\"cascade-valverde\"}",
            line(TrainCascade.class, Map.of("data", "d", "out", " m ")));
    }

    @Test
    void allSettingsAreOneFile() throws IOException {
        Map<String, Object> inputs = new HashMap<>(Map.of("data", "d", "out", "m", "network", "cascade-fcn", "channels",
            "FLAIR, T1", "epochs", 3, "patience", 0, "batch_size", 64, "learning_rate", 0.5, "seed", 7L));
        inputs.putAll(Map.of("precision", "float32", "config", "cascade-median", "min_threshold", 1.0, "t_bin", 0.5,
            "l_min", 5));
        String line = line(TrainCascade.class, inputs);
        assertTrue(line.startsWith("train --data d --out m --config cascade-median --config {"), line);
        assertEquals(JsonParser.parseString("""
            {"network": "cascade-fcn", "channels": ["FLAIR", "T1"], "epochs": 3, "patience": 0, "batch_size": 64,
             "learning_rate": 0.5, "precision": "float32", "seed": 7, "cascade": {"min_threshold": 1.0, "t_bin": 0.5,
             "l_min": 5}}"""), settings(line));
    }

    /** Choices in the form, which runs without TensorFlow, are the networks that decide about single voxels. */
    @Test
    void theFormHasAllCascades() {
        try (Context context = new Context(CommandService.class, TaskService.class, LogService.class)) {
            assertEquals(Networks.names().stream().filter(name -> Networks.create(name).patch() > 0).sorted().toList(),
                Commands.form(context, context.service(CommandService.class).getCommand(TrainCascade.class))
                    .getInput("network", String.class).getChoices().stream().sorted().toList());
        }
    }

    @Test
    void aResumedTrainingKeepsItsNetworkAndSettings(@TempDir Path model) throws Exception {
        Map<String, Object> inputs = Map.of("data", "d", "out", model.toString(), "epochs", 9, "resume", true, "l_min",
            3);
        String line = line(TrainCascade.class, inputs);
        assertEquals(JsonParser.parseString("{\"network\": \"cascade-valverde\", \"epochs\": 9, \"cascade\": {\"l_min\":"
            + " 3}}"), settings(line), "it begins");
        assertTrue(line.endsWith("} --resume"), line);
        Files.writeString(model.resolve("dawson.json"), "{}");
        assertEquals("train --data d --out " + model + " --config {\"epochs\":9} --resume",
            line(TrainCascade.class, inputs));
        Class<?> inImageJ = new WithoutTensorFlow().loadClass(ModelFolder.class.getName());
        assertEquals(true, inImageJ.getMethod("hasDescription").invoke(inImageJ.getConstructor(Path.class)
            .newInstance(model)), "ImageJ has no TensorFlow");
    }

    /** The form's checks run in ImageJ, which has no TensorFlow. */
    @Test
    void theFormIsCheckedWithoutTensorFlow() throws ReflectiveOperationException {
        Class<?> runner = new WithoutTensorFlow().loadClass(CommandRunner.class.getName());
        assertEquals("'t_bin': is 1.5, expected 0 up to, not including, 1",
            runner.getMethod("attempt", String.class, String.class).invoke(null, "Dawson Train Cascade...",
                "data=d out=m config=cascade t_bin=1.5"));
    }
}
