package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who validates with healthy people only learns nothing of which epoch is best: the last one is kept. */
@Tag("slow")
class HealthyValidationTest {

    @TempDir
    private Path folder;
    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = event -> {
        if (event.type() == Event.Type.WARNING) {
            warnings.add(event.text());
        }
    };
    private Path table;

    @BeforeEach
    void write() {
        table = BlobDataset.write(folder);
        empty(folder.resolve("s3_label.nii.gz"));
    }

    private static void empty(Path label) {
        Volume old = NiftiReader.read(label);
        NiftiWriter.write(Volume.zeros(old.geometry(), "label"), label, NiftiType.UINT8);
    }

    private static TrainingConfig config(String changes) {
        return BlobDataset.config(6).with(JsonParser.parseString(changes).getAsJsonObject(), "test");
    }

    private void assertKeepsTheLast(String name, String changes) {
        warnings.clear();
        ModelDescription model =
            Trainer.train(config(changes), Dataset.read(table), folder.resolve(name), progress);
        assertTrue(warnings.stream().anyMatch(w -> w.contains("the labels of all validation subjects (1) are empty")
            && w.contains("the last epoch's weights will be kept")), warnings.toString());
        TrainingState state = Checkpoint.load(new ModelFolder(folder.resolve(name))).state();
        assertEquals(6, state.epoch(), "patience counts epochs that were measured");
        assertEquals(6, state.bestEpoch());
        assertEquals(6, model.scores().get("epoch"));
        assertFalse(model.scores().containsKey("val_dice"), model.scores().toString());
        assertEquals("the last epoch", model.provenance().get("kept_by"));
        new ModelFolder(folder.resolve(name)).requireWeights();
    }

    @Test
    void slicesAndVolumesKeepTheLastEpoch() {
        assertKeepsTheLast("slices", "{\"patience\": 1}");
        assertKeepsTheLast("volumes",
            "{\"network\": \"unet3d\", \"network_options\": {\"base_filters\": 2, \"depth\": 1},"
            + " \"batch_size\": 1, \"patience\": 1, \"schedule\": \"REDUCE_ON_PLATEAU\"}");
    }

    @Test
    void aLabelThatTrainingDoesNotHaveIsNothingToFind() {
        Path label = folder.resolve("s3_label.nii.gz");
        Volume other = NiftiReader.read(label);
        other.voxels()[100] = 5;
        NiftiWriter.write(other, label, NiftiType.UINT8);
        assertKeepsTheLast("other", "{}");
    }

    @Test
    void oneLabelledPersonIsEnough() throws IOException {
        Files.writeString(table, Files.readString(table).replace("s2\ttrain", "s2\tvalidation"));
        ModelDescription model =
            Trainer.train(config("{\"epochs\": 2}"), Dataset.read(table), folder.resolve("two"), progress);
        assertEquals(List.of(), warnings.stream().filter(w -> w.contains("empty")).toList());
        assertEquals("the best validation Dice", model.provenance().get("kept_by"));
        assertTrue(model.scores().containsKey("val_dice"));
    }

    /** A cascade validates with a share of the training voxels then, as without validation. */
    @Test
    void aCascadeHoldsTrainingVoxelsBack() throws IOException {
        Path lesions = LesionDataset.write(folder);
        Files.writeString(lesions, Files.readString(lesions).replace("s2\ttest", "s2\tvalidation"));
        empty(folder.resolve("s2_label.nii.gz"));
        TrainingConfig fraction = LesionDataset.config("cascade-valverde", 1).with(
            JsonParser.parseString("{\"cascade\": {\"negatives\": \"FRACTION\"}}").getAsJsonObject(), "test");
        List<String> said = new ArrayList<>();
        ModelDescription model = Trainer.train(fraction, Dataset.read(lesions), folder.resolve("cascade"),
            event -> said.add(event.type() + " " + event.text()));
        assertTrue(said.stream().anyMatch(t -> t.startsWith("warning") && t.contains("a share of 0.25")),
            said.toString());
        assertEquals("the lowest validation loss", model.provenance().get("kept_by"));
    }
}
