package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.imagej.CommandRunner;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** From the form to the worker's command line. */
class TrainNetworkTest {

    @Test
    void whatIsLeftOutIsNotSaid() throws ModuleException {
        assertEquals(List.of("train", "--data", "d", "--out", "m"), arguments(Map.of("data", "d", "out", " m ")));
    }

    @Test
    void everyFieldIsAnOption() throws ModuleException {
        assertEquals(List.of("train", "--data", "d", "--out", "m", "--network", "segnet", "--config", "marmoset",
            "--augmentation", "mri", "--painted-lesions", "my masks", "--axis", "0,1,2", "--from", "parent",
            "--resume"), arguments(Map.of("data", "d", "out", "m", "network", "segnet", "config", "marmoset",
            "augmentation", " mri", "painted_lesions", "my masks", "axes", " 0, 1 ,2", "from", "parent", "resume",
            true)));
        assertEquals(List.of("train", "--data", "d", "--out", "m", "--epochs", "3", "--batch-size", "4",
            "--learning-rate", "0.01", "--loss", "bce", "--precision", "float32", "--seed", "0"),
            arguments(Map.of("data", "d", "out", "m", "epochs", 3, "batch_size", 4, "learning_rate", 0.01, "loss",
                "bce", "precision", "float32", "seed", 0L)));
    }

    /** The form's checks run in ImageJ, which has no TensorFlow. */
    @Test
    void theFormIsCheckedWithoutTensorFlow(@TempDir Path dir) throws ReflectiveOperationException {
        Class<?> runner = new WithoutTensorFlow().loadClass(CommandRunner.class.getName());
        assertEquals("'axes': is 3, expected one or more of 0, 1 and 2, such as 2 or 0,1,2",
            runner.getMethod("attempt", String.class, String.class).invoke(null, "Dawson Train Network...", ("data=DIR "
                + "out=DIR/m config=thesis-double-unet augmentation=mri from=DIR resume=true axes=3")
                .replace("DIR", dir.toString())));
    }

    private static List<String> arguments(Map<String, Object> inputs) throws ModuleException {
        try (Context context = new Context(CommandService.class)) {
            CommandInfo info = context.service(CommandService.class).getCommand(TrainNetwork.class);
            Module module = info.createModule();
            inputs.forEach(module::setInput);
            return ((TrainNetwork) module.getDelegateObject()).arguments();
        }
    }
}
