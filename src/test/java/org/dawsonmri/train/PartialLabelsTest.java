package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.data.Batch;
import org.dawsonmri.train.data.Sampler;
import org.dawsonmri.train.data.SliceSampler.SliceRef;
import org.dawsonmri.train.data.SliceSampler;
import org.dawsonmri.train.data.TrainingData;
import org.dawsonmri.volume.Geometry;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A scan of 30 slices, of which 5 are labelled, in the middle of a ball that goes through all. */
@Tag("slow")
class PartialLabelsTest {

    private static final Set<Integer> LABELLED = Set.of(3, 9, 10, 20, 27);
    private static final String SLICES = "4,10-11,21,28";
    private static final Geometry GRID = Geometry.ofSpacing(16, 12, 30, 1, 1, 1);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScan() {
        Volume scan = Volume.zeros(GRID, "scan");
        Volume label = Volume.zeros(GRID, "label");
        for (int i = 0; i < scan.voxels().length; i++) {
            boolean ball = Math.hypot(i % 16 - 6, i / 16 % 12 - 6) < 4;
            scan.voxels()[i] = (ball ? 80 : 20) + i * 31 % 17;
            label.voxels()[i] = ball && LABELLED.contains(i / (16 * 12)) ? 2 : 0;
        }
        NiftiWriter.write(scan, folder.resolve("scan.nii"), NiftiType.FLOAT32);
        NiftiWriter.write(label, folder.resolve("label.nii"), NiftiType.UINT8);
    }

    @Test
    void trainingAndValidationUseExactlyTheLabelledSlices() throws IOException {
        for (String slices : List.of(SLICES, "labelled")) {
            try (SliceSampler data = (SliceSampler) prepare(dataset(slices), "{\"batch_size\": 5}")) {
                assertEquals(5, data.size());
                assertEquals(LABELLED, slices(data.trainingPlan(1)));
                assertEquals(LABELLED, slices(data.validationPlan(0)));
            }
        }
        String partial = "{\"batch_size\": 5, \"partial_labels\": true}";
        try (SliceSampler data = (SliceSampler) prepare(dataset("all"), partial)) {
            assertEquals(LABELLED, slices(data.trainingPlan(1)));
        }
        try (SliceSampler data = (SliceSampler) prepare(dataset("all"), "{}")) {
            assertEquals(30, data.size());
            assertEquals(30, slices(data.validationPlan(0)).size());
        }
    }

    @Test
    void acrossAnotherAxisOnlyTheirPixelsCount() throws IOException {
        try (Sampler data = prepare(dataset(SLICES), "{\"preprocessing\": {\"axes\": [1]}}")) {
            assertEquals(12, data.size());
            for (Supplier<Batch> supplier : data.epoch(1)) {
                Batch batch = supplier.get();
                float[] inside = batch.inside();
                float sum = 0;
                for (int i = 0; i < inside.length; i++) {
                    assertEquals(batch.labels()[i] >= 0 && inside[i] == 1, inside[i] == 1);
                    sum += inside[i];
                }
                assertEquals(batch.size() * 16 * 5, sum);
            }
        }
    }

    @Test
    void patchesOfVolumesLookAtLabelledVoxels() throws IOException {
        try (Sampler data = prepare(dataset("4,28"),
            "{\"network\": \"unet3d\", \"network_options\": {}, \"preprocessing\": {\"size\": [8, 8, 8]}}")) {
            for (Supplier<Batch> supplier : data.epoch(1)) {
                requireKnownInEach(supplier.get());
            }
            float counted = 0;
            for (Supplier<Batch> supplier : data.validation(0)) {
                for (float v : supplier.get().inside()) {
                    counted += v;
                }
            }
            assertEquals(2 * 16 * 12, counted);
        }
    }

    @Test
    void whatIsDrawnOnOtherSlicesChangesNothing() throws IOException {
        ModelDescription first = Trainer.train(BlobDataset.config(2), dataset(SLICES), folder.resolve("first"),
            Progress.NONE);
        assertEquals("5", first.provenance().get("training_slices"));
        Volume label = NiftiReader.read(folder.resolve("label.nii"));
        for (int i = 0; i < 16 * 12; i++) {
            label.voxels()[i] = 2; // slice 1
        }
        NiftiWriter.write(label, folder.resolve("label.nii"), NiftiType.UINT8);
        ModelDescription same = Trainer.train(BlobDataset.config(2), dataset(SLICES), folder.resolve("same"),
            Progress.NONE);
        ModelDescription other = Trainer.train(BlobDataset.config(2), dataset("labelled"), folder.resolve("other"),
            Progress.NONE);
        assertEquals(scores("first"), scores("same"));
        assertNotEquals(scores("first"), scores("other"));
        assertEquals("6", other.provenance().get("training_slices"));
        assertEquals(first.scores(), same.scores());
        assertTrue(new ModelFolder(folder.resolve("same")).readDescription().scores().get("val_dice") > 0);
    }

    // -- Helper methods --

    /** Losses and scores of all epochs, times left out. */
    private List<String> scores(String model) throws IOException {
        return Files.readAllLines(folder.resolve(model).resolve("history.csv")).stream()
            .map(line -> String.join(",", List.of(line.split(",")).subList(0, 14))).toList();
    }

    private void requireKnownInEach(Batch batch) {
        int patch = batch.labels().length / batch.size();
        for (int p = 0; p < batch.size(); p++) {
            int known = 0;
            for (int i = p * patch; i < (p + 1) * patch; i++) {
                known += batch.labels()[i] >= 0 ? 1 : 0;
            }
            assertTrue(known == 8 * 8, "known voxels: " + known);
        }
    }

    private Sampler prepare(Dataset dataset, String changes) throws IOException {
        TrainingConfig config = BlobDataset.config(1).with(JsonParser.parseString(changes).getAsJsonObject(), "test");
        Path model = Files.createDirectories(folder.resolve("model"));
        return TrainingData.prepare(dataset, config, model, Progress.NONE).sampler();
    }

    private Dataset dataset(String slices) throws IOException {
        return Dataset.read(Files.writeString(folder.resolve("dataset.tsv"), "subject\tsplit\tA\tlabel\tslices\n"
            + "t\ttrain\tscan.nii\tlabel.nii\t" + slices + "\nv\tvalidation\tscan.nii\tlabel.nii\t" + slices + "\n"));
    }

    private static Set<Integer> slices(List<List<SliceRef>> plan) {
        List<Integer> slices = new ArrayList<>();
        plan.forEach(batch -> batch.forEach(ref -> slices.add(ref.index())));
        Set<Integer> different = new TreeSet<>(slices);
        assertEquals(slices.size(), different.size());
        return different;
    }
}
