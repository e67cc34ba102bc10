package org.dawsonmri.command;

import static org.dawsonmri.command.TrainingForms.line;
import static org.dawsonmri.command.TrainingForms.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.imagej.CommandRunner;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** From the form to the worker's command line. */
class TrainNetworkTest {

    @Test
    void whatIsLeftOutIsNotSaid() throws IOException {
        assertEquals("train --data d --out m", line(TrainNetwork.class, Map.of("data", "d", "out", " m ")));
    }

    @Test
    void allSettingsAreOneFile() throws IOException {
        assertEquals("train --data d --out m --config marmoset --config {\"network\":\"segnet\",\"augmentation\":"
            + "{\"preset\":\"mri\",\"painted_lesions\":{\"folder\":\"my masks\"}},\"preprocessing\":{\"axes\":[0,1,2]}}"
            + " --from parent --resume", line(TrainNetwork.class, Map.of("data", "d", "out", "m", "network", "segnet",
                "config", "marmoset", "augmentation", " mri", "painted_lesions", "my masks", "axes", " 0, 1 ,2", "from",
                "parent", "resume", true)));
        Map<String, Object> inputs = new HashMap<>(Map.of("data", "d", "out", "m", "epochs", 3, "batch_size", 4,
            "learning_rate", 0.01, "loss", "bce", "precision", "float32", "seed", 0L));
        inputs.putAll(Map.of("label", "lesion", "filter", "acq=ax", "channels", "T1 , FLAIR"));
        assertEquals(JsonParser.parseString("""
            {"data": {"label": "lesion", "filter": "acq=ax"}, "channels": ["T1", "FLAIR"], "epochs": 3, "batch_size": 4,
             "learning_rate": 0.01, "loss": "bce", "precision": "float32", "seed": 0}"""),
            settings(line(TrainNetwork.class, inputs)));
    }

    /** The form's checks run in ImageJ, which has no TensorFlow. */
    @Test
    void theFormIsCheckedWithoutTensorFlow(@TempDir Path dir) throws ReflectiveOperationException {
        Class<?> runner = new WithoutTensorFlow().loadClass(CommandRunner.class.getName());
        assertEquals("the form: axes is [3], expected one or more of 0, 1 and 2",
            runner.getMethod("attempt", String.class, String.class).invoke(null, "Dawson Train Network...", ("data=DIR "
                + "out=DIR/m config=thesis-double-unet augmentation=mri from=DIR resume=true axes=3")
                .replace("DIR", dir.toString())));
    }
}
