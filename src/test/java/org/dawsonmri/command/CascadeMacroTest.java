package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.train.LesionDataset;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped macro for cascades, through the worker. */
@Tag("slow")
class CascadeMacroTest {

    @Test
    void aCascadeIsTrainedAndSegments(@TempDir Path dir) throws IOException {
        LesionDataset.write(dir);
        Files.writeString(dir.resolve("small.json"), "{\"network_options\": {\"patch\": 9, \"filters\": 4}}");
        Path model = dir.resolve("a model");
        Outcome outcome = ImageJMenu.run(Files.readString(Path.of("macros", "Train_Cascade.ijm")), "data=[" + dir
            + "] out=[" + model + "] network=cascade-fcn epochs=1 precision=float32 l_min=3 config=[" + dir
            + "/small.json]");
        assertNull(outcome.error());
        assertEquals(3, Files.readAllLines(model.resolve("history.csv")).size());
        assertEquals(3, new ModelFolder(model).readDescription().config().cascade().lMin());
        Outcome segmented = ImageJMenu.run("""
            run("Dawson Segment...", "scan=[DIR/s2_FLAIR.nii.gz] channels=[T1=DIR/s2_T1.nii.gz] model=[DIR/a model] "
                + "out=[DIR/found.nii.gz]");
            """.replace("DIR", dir.toString()), "");
        assertNull(segmented.error());
        assertTrue(Files.exists(dir.resolve("found.nii.gz")));
    }
}
