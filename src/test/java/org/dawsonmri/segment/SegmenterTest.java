package org.dawsonmri.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Geometry.XformCodes;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Segmenting with a small trained model. */
@Tag("slow")
class SegmenterTest {

    private static final SegmentOptions OPTIONS = new SegmentOptions(Precision.FLOAT32, 1, 0);
    private static final Affine OBLIQUE = Affine.of(0.9, -0.3, 0, 12, 0.3, 0.9, 0.1, -40, 0, -0.2, 1.9, 7);

    @TempDir
    private static Path folder;
    private static Path model;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void train() {
        model = folder.resolve("model");
        // Frames larger than the slices need: what is learnt there has to be segmented there.
        TrainingConfig config = BlobDataset.config(40).with(JsonParser.parseString(
            "{\"preprocessing\": {\"size\": [28, 24]}}").getAsJsonObject(), "test");
        Trainer.train(config, Dataset.read(BlobDataset.write(folder)), model, Progress.NONE);
    }

    @Test
    void findsBothClassesInTheScansOwnGrid() {
        Volume[] scan = BlobDataset.subject(77, OBLIQUE);
        Segmentation result = segment(scan[0], scan[1]);
        assertEquals(scan[0].geometry(), result.labels().geometry());
        assertTrue(agreement(scan[2], result.labels()) > 0.93);
        assertEquals(2, result.probabilities().size());
        for (float p : result.probabilities().get(0).voxels()) {
            assertTrue(p >= 0 && p <= 1);
        }
    }

    @Test
    void validationWhileTrainingIsWhatSegmentationGives() {
        Segmentation result = segment(NiftiReader.read(folder.resolve("s3_A.nii.gz")),
            NiftiReader.read(folder.resolve("s3_B.nii.gz")));
        Volume label = NiftiReader.read(folder.resolve("s3_label.nii.gz"));
        Map<String, Double> scores = new ModelFolder(model).readDescription().scores();
        assertEquals(scores.get("val_dice_class3"), dice(label, result.labels(), 3), 1e-9);
        assertEquals(scores.get("val_dice_class7"), dice(label, result.labels(), 7), 1e-9);
    }

    @Test
    void anotherOrientationGivesTheSameLabelsLaidAnew() {
        Volume[] scan = BlobDataset.subject(78, OBLIQUE);
        Volume expected = segment(scan[0], scan[1]).labels();
        Orientation other = Orientation.parse("SLP");
        Segmentation turned = segment(Reorient.to(scan[0], other), Reorient.to(scan[1], other));
        assertEquals("SLP", Orientation.of(turned.labels().geometry().affine()).code());
        assertArrayEquals(Reorient.to(expected, other).voxels(), turned.labels().voxels());
    }

    @Test
    void channelsInDifferentOrientationsFit() {
        Volume[] scan = BlobDataset.subject(79, OBLIQUE);
        Segmentation mixed = segment(scan[0], Reorient.to(scan[1], Orientation.parse("LPI")));
        assertArrayEquals(segment(scan[0], scan[1]).labels().voxels(), mixed.labels().voxels());
    }

    @Test
    void aMissingChannelIsNamed() {
        Volume[] scan = BlobDataset.subject(80, OBLIQUE);
        try (Segmenter segmenter = Segmenter.open(model, OPTIONS)) {
            DawsonException e = assertThrows(DawsonException.class,
                () -> segmenter.segment(Map.of("A", scan[0]), Progress.NONE));
            assertTrue(e.getMessage().contains("--scan B=FILE"), e.getMessage());
        }
    }

    @Test
    void channelsOfDifferentGridsAreRefused() {
        Volume[] scan = BlobDataset.subject(81, OBLIQUE);
        Volume moved = new Volume(new Geometry(18, 15, 6, OBLIQUE.withOrigin(0, 0, 0),
            scan[1].geometry().unit()), scan[1].voxels(), "B");
        DawsonException e = assertThrows(DawsonException.class, () -> segment(scan[0], moved));
        assertTrue(e.getMessage().contains("voxels) away"), e.getMessage());
        Volume small = Volume.zeros(Geometry.ofSpacing(9, 15, 6, 1, 1, 1), "B");
        assertThrows(DawsonException.class, () -> segment(scan[0], small));
    }

    @Test
    void smallComponentsAreRemoved() {
        Volume labels = Volume.zeros(Geometry.ofSpacing(6, 6, 3, 1, 1, 2), "labels");
        for (int x = 0; x < 3; x++) {
            labels.voxels()[labels.index(x, 0, 0)] = 1;
        }
        labels.voxels()[labels.index(5, 5, 2)] = 1;
        labels.voxels()[labels.index(3, 1, 0)] = 1; // touches only at an edge
        labels.voxels()[labels.index(3, 0, 0)] = 2; // another class
        Volume kept = SmallComponents.remove(labels, 5);
        assertEquals(3, count(kept, 1));
        assertEquals(0, count(kept, 2));
        assertEquals(3, count(SmallComponents.remove(labels, 6), 1)); // 3 voxels of 2 mm³ are not smaller than 6
        assertEquals(0, count(SmallComponents.remove(labels, 6.01), 1));
    }

    @Test
    void theSavedModelRunsInPlainTensorFlow() {
        try (SavedModelBundle bundle = SavedModelBundle.load(model.resolve("saved_model").toString(), "serve");
            TFloat32 image = TFloat32.tensorOf(Shape.of(2, 8, 12, 2));
            Result result = bundle.function("serving_default").call(Map.of("image", image))) {
            TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();
            assertEquals(Shape.of(2, 8, 12, 3), probabilities.shape());
            float sum = probabilities.getFloat(0, 3, 3, 0) + probabilities.getFloat(0, 3, 3, 1)
                + probabilities.getFloat(0, 3, 3, 2);
            assertEquals(1, sum, 1e-5);
        }
    }

    @Test
    void aModelWithoutWeightsIsExplained() throws IOException {
        Path copy = Files.createDirectory(temporary.resolve("bare"));
        Files.copy(model.resolve("dawson.json"), copy.resolve("dawson.json"));
        DawsonException e = assertThrows(DawsonException.class, () -> Segmenter.open(copy, OPTIONS));
        assertTrue(e.getMessage().contains("no weights"), e.getMessage());
        assertThrows(DawsonException.class, () -> Segmenter.open(temporary, OPTIONS));
    }

    @Test
    void commandLineWritesLabelsAndProbabilities() {
        Volume[] scan = BlobDataset.subject(82, OBLIQUE);
        Path a = temporary.resolve("a.nii.gz");
        Path b = temporary.resolve("b.nii");
        Geometry grid = scan[0].geometry();
        Geometry mni = new Geometry(grid.nx(), grid.ny(), grid.nz(), grid.affine(), grid.unit(), new XformCodes(0, 4));
        NiftiWriter.write(new Volume(mni, scan[0].voxels(), "A"), a, NiftiType.FLOAT32);
        NiftiWriter.write(scan[1], b, NiftiType.FLOAT32);
        Path out = temporary.resolve("labels.nii.gz");
        Path maps = temporary.resolve("maps.nii.gz");
        assertEquals(0, run("segment", "--model", model.toString(), "--scan", "A=" + a, "--scan", "B=" + b, "--out",
            out.toString(), "--probabilities", maps.toString(), "--threads", "1", "--precision", "float32"));
        Volume labels = NiftiReader.read(out);
        assertTrue(agreement(scan[2], labels) > 0.93);
        assertEquals(0, labels.geometry().maxCornerDistanceMm(scan[0].geometry()), 1e-4);
        assertEquals(new XformCodes(0, 4), labels.geometry().codes());
        assertEquals(new XformCodes(0, 4), NiftiReader.open(maps).geometry().codes());
        assertEquals(2, NiftiReader.open(maps).frames());
    }

    @Test
    void anUnwritableOutputLeavesNothing() {
        Volume[] scan = BlobDataset.subject(83, OBLIQUE);
        Path a = temporary.resolve("a.nii.gz");
        NiftiWriter.write(scan[0], a, NiftiType.FLOAT32);
        Path out = a.resolve("labels.nii.gz");
        assertEquals(1, run("segment", "--model", model.toString(), "--scan", "A=" + a, "--scan", "B=" + a, "--out",
            out.toString()));
        assertFalse(Files.exists(out));
    }

    @Test
    void theModelFolderIsItsOwnDescription() {
        assertEquals("unet", new ModelFolder(model).readDescription().config().network());
    }

    private static Segmentation segment(Volume a, Volume b) {
        try (Segmenter segmenter = Segmenter.open(model, OPTIONS)) {
            return segmenter.segment(Map.of("A", a, "B", b), Progress.NONE);
        }
    }

    private static int run(String... arguments) {
        return Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), arguments);
    }

    private static double agreement(Volume a, Volume b) {
        int same = 0;
        for (int i = 0; i < a.voxels().length; i++) {
            same += a.voxels()[i] == b.voxels()[i] ? 1 : 0;
        }
        return same / (double) a.voxels().length;
    }

    private static double dice(Volume a, Volume b, int value) {
        int both = 0;
        for (int i = 0; i < a.voxels().length; i++) {
            both += a.voxels()[i] == value && b.voxels()[i] == value ? 1 : 0;
        }
        return 2.0 * both / (count(a, value) + count(b, value));
    }

    private static int count(Volume labels, int value) {
        int n = 0;
        for (float v : labels.voxels()) {
            n += v == value ? 1 : 0;
        }
        return n;
    }
}
