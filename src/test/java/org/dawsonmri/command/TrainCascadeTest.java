package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.imagej.CommandRunner;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import org.dawsonmri.model.ModelFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the form to the worker's command line. */
class TrainCascadeTest {

    @Test
    void whatIsLeftOutIsNotSaid() throws ModuleException {
        assertEquals(List.of("train", "--data", "d", "--out", "m", "--network", "cascade-valverde"),
            arguments(Map.of("data", "d", "out", " m ")));
    }

    @Test
    void everyFieldIsAnOption() throws ModuleException {
        Map<String, Object> inputs = new HashMap<>(Map.of("data", "d", "out", "m", "network", "cascade-fcn", "channels",
            "FLAIR, T1", "epochs", 3, "patience", 0, "batch_size", 64, "learning_rate", 0.5, "seed", 7L));
        inputs.putAll(Map.of("precision", "float32", "config", "c.json", "min_threshold", 1.0, "t_bin", 0.5, "l_min",
            5));
        assertEquals(List.of("train", "--data", "d", "--out", "m", "--network", "cascade-fcn", "--channels", "FLAIR,T1",
            "--config", "c.json", "--epochs", "3", "--patience", "0", "--batch-size", "64", "--learning-rate", "0.5",
            "--precision", "float32", "--seed", "7", "--cascade",
            "{\"min_threshold\":1.0,\"t_bin\":0.5,\"l_min\":5}"), arguments(inputs));
    }

    @Test
    void aResumedTrainingKeepsItsNetworkAndSettings(@TempDir Path model) throws Exception {
        Map<String, Object> inputs = Map.of("data", "d", "out", model.toString(), "epochs", 9, "resume", true, "l_min",
            3);
        assertEquals(List.of("train", "--data", "d", "--out", model.toString(), "--network", "cascade-valverde",
            "--epochs", "9", "--cascade", "{\"l_min\":3}", "--resume"), arguments(inputs), "it begins");
        Files.writeString(model.resolve("dawson.json"), "{}");
        assertEquals(List.of("train", "--data", "d", "--out", model.toString(), "--epochs", "9", "--resume"),
            arguments(inputs));
        Class<?> inImageJ = new WithoutTensorFlow().loadClass(ModelFolder.class.getName());
        assertEquals(true, inImageJ.getMethod("hasDescription").invoke(inImageJ.getConstructor(Path.class)
            .newInstance(model)), "ImageJ has no TensorFlow");
    }

    /** The form's checks run in ImageJ, which has no TensorFlow. */
    @Test
    void theFormIsCheckedWithoutTensorFlow() throws ReflectiveOperationException {
        Class<?> runner = new WithoutTensorFlow().loadClass(CommandRunner.class.getName());
        assertEquals("the form: t_bin is 1.5, expected 0 up to, not including, 1",
            runner.getMethod("attempt", String.class, String.class).invoke(null, "Dawson Train Cascade...",
                "data=d out=m config=cascade t_bin=1.5"));
    }

    private static List<String> arguments(Map<String, Object> inputs) throws ModuleException {
        try (Context context = new Context(CommandService.class)) {
            CommandInfo info = context.service(CommandService.class).getCommand(TrainCascade.class);
            Module module = info.createModule();
            inputs.forEach(module::setInput);
            return ((TrainCascade) module.getDelegateObject()).arguments();
        }
    }
}
