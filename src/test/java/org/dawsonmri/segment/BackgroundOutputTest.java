package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A network with a background output beside a single class, and without padding, from training to segmentation. */
@Tag("slow")
class BackgroundOutputTest {

    private static final Affine GRID = Affine.scaling(1, 1, 2);

    @TempDir
    private Path folder;

    @Test
    void theClassAndNotTheBackgroundIsFound() throws IOException {
        Path data = dataset();
        TrainingConfig config = BlobDataset.config(60).with(JsonParser.parseString("{\"network\": \"unet-ronneberger\","
            + "\"loss\": \"cross-entropy\", \"learning_rate\": 0.003,"
            + "\"network_options\": {\"base_filters\": 8, \"depth\": 1, \"dropout\": 0}}").getAsJsonObject(), "test");
        ModelDescription model = Trainer.train(config, Dataset.read(data), folder.resolve("model"), Progress.NONE);
        assertTrue(model.scores().get("val_dice") > 0.9, "scores " + model.scores());
        Volume[] scan = subject(77);
        try (Segmenter segmenter = Segmenter.open(folder.resolve("model"),
            new SegmentOptions(Precision.FLOAT32, 1, 0))) {
            Segmentation result = segmenter.segment(Map.of("A", scan[0], "B", scan[1]), Progress.NONE);
            int both = 0;
            int either = 0;
            for (int i = 0; i < scan[2].voxels().length; i++) {
                boolean found = result.labels().voxels()[i] == 3;
                boolean there = scan[2].voxels()[i] == 3;
                both += found && there ? 1 : 0;
                either += found || there ? 1 : 0;
                assertEquals(found, result.probabilities().get(0).voxels()[i] > 0.5);
            }
            assertTrue(both > 0.8 * either, both + " of " + either);
        }
    }

    private Path dataset() throws IOException {
        StringBuilder table = new StringBuilder("subject\tsplit\tA\tB\tlabel\n");
        for (int s = 0; s < 4; s++) {
            Volume[] volumes = subject(s);
            String[] files = {"s" + s + "_A.nii", "s" + s + "_B.nii", "s" + s + "_label.nii"};
            for (int i = 0; i < files.length; i++) {
                NiftiWriter.write(volumes[i], folder.resolve(files[i]), NiftiType.FLOAT32);
            }
            table.append("s" + s + "\t" + (s == 3 ? "validation" : "train") + "\t" + String.join("\t", files) + "\n");
        }
        return Files.writeString(folder.resolve("dataset.tsv"), table);
    }

    /** Without the dark ball's label. */
    private static Volume[] subject(int seed) {
        Volume[] volumes = BlobDataset.subject(seed, GRID);
        float[] label = volumes[2].voxels();
        for (int i = 0; i < label.length; i++) {
            label[i] = label[i] == 3 ? 3 : 0;
        }
        return volumes;
    }
}
