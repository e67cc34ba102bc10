package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.segment.SegmentOptions;
import org.dawsonmri.segment.Segmentation;
import org.dawsonmri.segment.Segmenter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole road of a network of volumes: training, resuming, segmenting alone and beside one of slices. */
@Tag("slow")
class VolumeRoadTest {

    @TempDir
    private static Path folder;
    private static Dataset dataset;
    private static ModelDescription trained;

    @BeforeAll
    static void train() {
        dataset = BlobDataset.dataset(folder);
        trained = Trainer.train(config(16, ""), dataset, folder.resolve("model"), Progress.NONE);
    }

    @Test
    void patchesAreEnoughToLearnFrom() {
        assertTrue(trained.scores().get("val_dice") > 0.8, trained.scores().toString());
        assertEquals(List.of(16, 16, 4), trained.frame());
        // 18·15·6 / 16·16·4 = 1.6: two of each of three scans.
        assertEquals("6", trained.provenance().get("training_patches"));
    }

    @Test
    void aScanIsSegmentedInItsOwnGrid() {
        Volume[] subject = BlobDataset.subject(3, Affine.scaling(1, 1, 2).withOrigin(-9, -8, -5));
        Segmentation found = segment(new SegmentOptions(Precision.FLOAT32, 1, 0), subject, "model");
        assertEquals(subject[0].geometry(), found.labels().geometry());
        int right = 0;
        for (int i = 0; i < subject[2].voxels().length; i++) {
            right += found.labels().voxels()[i] == subject[2].voxels()[i] ? 1 : 0;
        }
        assertTrue(right > 0.93 * subject[2].voxels().length, right + " of " + subject[2].voxels().length);
    }

    @Test
    void sixEpochsAreThreeAndThree() {
        Trainer.train(config(6, ", \"schedule\": \"CONSTANT\""), dataset, folder.resolve("six"), Progress.NONE);
        Trainer.train(config(3, ", \"schedule\": \"CONSTANT\""), dataset, folder.resolve("three"), Progress.NONE);
        Trainer.resume(config(6, ", \"schedule\": \"CONSTANT\""), dataset, folder.resolve("three"), Progress.NONE);
        Checkpoint whole = Checkpoint.load(new org.dawsonmri.model.ModelFolder(folder.resolve("six")));
        Checkpoint halves = Checkpoint.load(new org.dawsonmri.model.ModelFolder(folder.resolve("three")));
        for (int i = 0; i < whole.weights().size(); i++) {
            assertArrayEquals(whole.weights().get(i).values(), halves.weights().get(i).values(),
                whole.weights().get(i).name());
        }
    }

    @Test
    void anEnsembleMayHaveANetworkOfSlices() {
        Trainer.train(BlobDataset.config(1), dataset, folder.resolve("slices"), Progress.NONE);
        Volume[] subject = BlobDataset.subject(5, Affine.scaling(1, 1, 2).withOrigin(-9, -8, -5));
        SegmentOptions plain = new SegmentOptions(Precision.FLOAT32, 1, 0);
        float[] both = segment(plain, subject, "model", "slices").probabilities().get(0).voxels();
        float[] volumes = segment(plain, subject, "model").probabilities().get(0).voxels();
        float[] slices = segment(plain, subject, "slices").probabilities().get(0).voxels();
        for (int i = 0; i < both.length; i++) {
            assertEquals((volumes[i] + slices[i]) / 2, both[i], 1e-6);
        }
    }

    @Test
    void flipsAreThoseOfTheTraining() {
        Volume[] subject = BlobDataset.subject(6, Affine.scaling(1, 1, 2).withOrigin(-9, -8, -5));
        SegmentOptions flips = new SegmentOptions(Precision.FLOAT32, 1, 0, true);
        Volume flipped = segment(flips, subject, "model").probabilities().get(0);
        Volume plain = segment(new SegmentOptions(Precision.FLOAT32, 1, 0), subject, "model").probabilities().get(0);
        Volume[] upsideDown = {upsideDown(subject[0]), upsideDown(subject[1])};
        Volume other = upsideDown(segment(new SegmentOptions(Precision.FLOAT32, 1, 0), upsideDown, "model")
            .probabilities().get(0));
        for (int i = 0; i < plain.voxels().length; i++) {
            assertEquals((plain.voxels()[i] + other.voxels()[i]) / 2, flipped.voxels()[i], 1e-5);
        }
    }

    @Test
    void slicesToDrawAreRefusedBeforeTraining() {
        TrainingConfig drawing = config(1, ", \"benchmark_slices\": [{\"subject\": \"s0\", \"slice\": 2}]");
        Path out = folder.resolve("drawing");
        DawsonException e = assertThrows(DawsonException.class,
            () -> Trainer.train(drawing, dataset, out, Progress.NONE));
        assertTrue(e.getMessage().contains("benchmark_slices"), e.getMessage());
        assertTrue(Files.notExists(out), "the folder stays");
    }

    @Test
    void aBatchOfPatchesIsSmallerThanOneOfSlices() {
        TrainingConfig slices = new TrainingConfig();
        assertEquals(8, slices.batchSize());
        assertEquals(2, CheckedSettings.of(slices, json("{\"network\": \"unet3d\"}"), "test").batchSize());
        assertEquals(5, CheckedSettings.of(slices, json("{\"network\": \"unet3d\", \"batch_size\": 5}"), "test").batchSize());
        TrainingConfig six = CheckedSettings.of(slices, json("{\"batch_size\": 6}"), "test");
        assertEquals(6, CheckedSettings.of(six, json("{\"network\": \"unet3d\"}"), "test").batchSize());
        assertEquals(8, CheckedSettings.of(slices, json("{\"network\": \"segnet\"}"), "test").batchSize());
    }

    @Test
    void whatStartsFromAModelOfVolumesHasABatchOfVolumes() {
        TrainingConfig learnt = CheckedSettings.of(json("{\"network\": \"unet3d\", \"batch_size\": 5}"), "test");
        ModelDescription parent = new ModelDescription(ModelDescription.FORMAT, List.of("A"), List.of(), 1, null, 1, learnt,
            Map.of(), Map.of());
        assertEquals(2, CheckedSettings.of(parent.startingSettings(), "test").batchSize());
    }

    private static Volume upsideDown(Volume volume) {
        Volume out = Volume.zeros(volume.geometry(), volume.name());
        int plane = volume.geometry().nx() * volume.geometry().ny();
        int nz = volume.geometry().nz();
        for (int z = 0; z < nz; z++) {
            System.arraycopy(volume.voxels(), z * plane, out.voxels(), (nz - 1 - z) * plane, plane);
        }
        return out;
    }

    private static Segmentation segment(SegmentOptions options, Volume[] subject, String... models) {
        List<Path> paths = java.util.Arrays.stream(models).map(folder::resolve).toList();
        try (Segmenter segmenter = Segmenter.open(paths, options)) {
            return segmenter.segment(Map.of("A", subject[0], "B", subject[1]), Progress.NONE);
        }
    }

    private static TrainingConfig config(int epochs, String more) {
        return CheckedSettings.of(json("{\"network\": \"unet3d\", \"network_options\": {\"base_filters\": 4,"
            + "\"depth\": 2, \"dropout\": 0.1}, \"batch_size\": 2, \"epochs\": " + epochs + ", \"threads\": 1,"
            + "\"precision\": \"FLOAT32\", \"learning_rate\": 0.02, \"preprocessing\": {\"size\": [16, 16, 4]},"
            + "\"augmentation\": {\"flip\": {\"probability\": 0.5, \"x\": false, \"z\": true},"
            + "\"turn\": {\"probability\": 0.3}, \"gamma\": {\"probability\": 0.3}}" + more + "}"), "test");
    }

    private static com.google.gson.JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
