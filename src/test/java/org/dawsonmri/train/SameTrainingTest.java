package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.Settings;
import org.dawsonmri.Sha256;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
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
import java.util.Map;
import java.util.stream.Stream;

/** A training goes on with the data that it began with, and with no others. */
@Tag("slow")
class SameTrainingTest {

    @TempDir
    private Path folder;
    private Path data;
    private Path table;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        table = BlobDataset.write(data);
        out = folder.resolve("model");
    }

    @Test
    void theModelSaysWhatItWasTrainedOn() throws IOException {
        train();
        Map<String, String> provenance = new ModelFolder(out).readDescription().provenance();
        assertEquals("s0 s1 s2", provenance.get("training_subjects"));
        assertEquals("s3", provenance.get("validation_subjects"));
        List<String> keys = provenance.keySet().stream().filter(key -> key.startsWith("sha256/")).toList();
        assertEquals(12, keys.size());
        assertEquals(List.of("sha256/train/s0/A", "sha256/train/s0/B", "sha256/train/s0/label"), keys.subList(0, 3));
        assertEquals("sha256/validation/s3/label", keys.get(11));
        assertEquals(Sha256.of(data.resolve("s1_B.nii.gz"), Progress.NONE), provenance.get("sha256/train/s1/B"));
    }

    @Test
    void otherDataAreRefused() throws IOException {
        train();
        String original = Files.readString(table);
        byte[] label = Files.readAllBytes(data.resolve("s1_label.nii.gz"));
        byte[] scan = Files.readAllBytes(data.resolve("s3_B.nii.gz"));
        List<String> before = history();

        change("s1_label.nii.gz");
        refused("the label of the train subject s1 is another file (" + data.resolve("s1_label.nii.gz")
            + " has SHA-256 ");
        Files.write(data.resolve("s1_label.nii.gz"), label);
        change("s3_B.nii.gz");
        refused("the B of the validation subject s3 is another file");
        Files.write(data.resolve("s3_B.nii.gz"), scan);
        Files.writeString(table, original.replace("s0_A.nii.gz", "s1_A.nii.gz"));
        refused("the A of the train subject s0 is another file (" + data.resolve("s1_A.nii.gz"));
        Files.writeString(table, original.replaceAll("s2\ttrain.*\n", ""));
        refused("the A of the train subject s2 is not there any more");
        Files.writeString(table, original.replace("s3\tvalidation", "s3\ttrain"));
        refused("the A of the validation subject s3 is not there any more");
        Files.writeString(table, original + original.lines().skip(2).findFirst().orElseThrow().replace("s1\t", "s9\t")
            + "\n");
        refused("the A of the train subject s9 was not there");
        List<String> lines = original.lines().toList();
        Files.writeString(table, String.join("\n", lines.get(0), lines.get(2), lines.get(1), lines.get(3),
            lines.get(4)));
        refused("the subjects stand in another order");
        Files.writeString(table, lines.get(0) + "\tslices\n" + lines.get(1) + "\t1-3\n" + String.join("\tall\n",
            lines.subList(2, 5)) + "\tall\n");
        refused("the slices of the train subject s0 was not there");

        assertEquals(before, history());
        Files.writeString(table, original);
        resume();
        assertEquals(3, history().size());
    }

    @Test
    void theSameFilesAtAnotherPlaceAreTheSame() throws IOException {
        train();
        Path moved = Files.createDirectory(folder.resolve("moved"));
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.move(file, moved.resolve(file.getFileName().toString().replace("_A.nii.gz", "-flair.nii.gz")));
            }
        }
        table = moved.resolve("study.tsv");
        Files.writeString(table, Files.readString(moved.resolve("dataset.tsv")).replace("_A.nii.gz", "-flair.nii.gz"));
        resume();
        assertEquals(3, history().size());
    }

    @Test
    void aModelWithoutSumsGoesOnWithAWarning() throws IOException {
        train();
        Path description = out.resolve("dawson.json");
        JsonObject json = JsonParser.parseString(Files.readString(description)).getAsJsonObject();
        JsonObject provenance = json.getAsJsonObject("provenance");
        List.copyOf(provenance.keySet()).stream().filter(key -> key.startsWith("sha256/")).forEach(provenance::remove);
        Files.writeString(description, Settings.toText(json));
        change("s1_label.nii.gz");
        List<String> warnings = resume();
        assertTrue(warnings.stream().anyMatch(w -> w.contains("kept no sums of its training files")),
            warnings.toString());
    }

    @Test
    void volumesAreComparedToo() {
        TrainingConfig config = CheckedSettings.of(JsonParser.parseString("{\"network\": \"unet3d\", "
            + "\"epochs\": 1, \"network_options\": {\"base_filters\": 2, \"depth\": 1}, \"threads\": 1,"
            + "\"precision\": \"FLOAT32\", \"preprocessing\": {\"size\": [8, 8, 4]}}").getAsJsonObject(), "test");
        Trainer.train(config, Dataset.read(table), out, Progress.NONE);
        change("s0_A.nii.gz");
        refused("the A of the train subject s0 is another file");
    }

    @Test
    void cascadesAreComparedToo() {
        Dataset dataset = LesionDataset.dataset(folder);
        Trainer.train(LesionDataset.config("cascade-seed1-eddl", 1), dataset, out, Progress.NONE);
        data = folder;
        table = folder.resolve("dataset.tsv");
        change("s1_label.nii.gz");
        refused("the label of the train subject s1 is another file");
    }

    /** Of a pair, the voxels count as the header does. */
    @Test
    void aPairIsBothOfItsFiles() throws IOException {
        Path header = Files.write(folder.resolve("a.hdr"), new byte[] {1});
        Path voxels = Files.write(folder.resolve("a.img"), new byte[] {2});
        Path one = Files.write(folder.resolve("one"), new byte[] {1, 2});
        assertEquals(Sha256.of(one, Progress.NONE), NiftiReader.sha256(header, Progress.NONE));
        assertEquals(Sha256.of(one, Progress.NONE), NiftiReader.sha256(voxels, Progress.NONE));
    }

    // -- Helper methods --

    private void train() {
        Trainer.train(BlobDataset.config(1), Dataset.read(table), out, Progress.NONE);
    }

    /** The warnings. */
    private List<String> resume() {
        List<String> warnings = new ArrayList<>();
        Trainer.resume(BlobDataset.config(2), Dataset.read(table), out, event -> {
            if (event.type() == Event.Type.WARNING) {
                warnings.add(event.values().toString());
            }
        });
        return warnings;
    }

    private void refused(String difference) {
        TrainingConfig config = new ModelFolder(out).readDescription().config();
        String message = assertThrows(DawsonException.class,
            () -> Trainer.resume(config, Dataset.read(table), out, Progress.NONE), difference).getMessage();
        assertTrue(message.startsWith(out + ": was trained on other data than " + table + " names: " + difference),
            message);
        assertTrue(message.endsWith("; resume with the data as they were, or begin another training with --from "
            + out), message);
    }

    private void change(String file) {
        Volume volume = NiftiReader.read(data.resolve(file));
        volume.voxels()[7] = volume.voxels()[7] == 0 ? volume.voxels()[volume.voxels().length / 2] : 0;
        volume.voxels()[8] = 3;
        NiftiWriter.write(volume, data.resolve(file), NiftiType.FLOAT32);
    }

    private List<String> history() throws IOException {
        return Files.readAllLines(out.resolve("history.csv"));
    }
}
