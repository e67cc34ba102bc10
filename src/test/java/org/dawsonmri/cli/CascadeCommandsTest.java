package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.LesionDataset;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Cascades on the command line: trained in a moment, so only what they do is looked at, not how well. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CascadeCommandsTest {

    private static final String SMALL = "{\"patch\": 9, \"filters\": 4, \"units\": 8}";

    private Path folder;
    private Path model;

    @BeforeAll
    void train(@TempDir Path temporary) {
        folder = temporary;
        LesionDataset.write(folder);
        model = folder.resolve("model");
        dawson(0, "train", "--data", folder.toString(), "--out", model.toString(), "--network", "cascade-fcn",
            "--network-options", SMALL, "--epochs", "2", "--threads", "1", "--precision", "float32", "--cascade",
            "{\"l_min\": 2, \"stage_threshold\": 0.3, \"t_bin\": 0.3}");
    }

    @Test
    void aCascadeStartsFromItsProtocol() {
        ModelDescription description = new ModelFolder(model).readDescription();
        assertEquals("cascade-fcn", description.config().network());
        assertEquals("adadelta", description.config().optimizer());
        assertEquals(1, description.config().learningRate());
        assertEquals(128, description.config().batchSize());
        assertEquals(25, description.config().patience());
        assertEquals(2, description.config().cascade().lMin());
        assertEquals(0.5, description.config().cascade().minThreshold());
        assertEquals("lesion", description.classes().get(0).name());
    }

    @Test
    void aDatasetIsSegmentedWithProbabilitiesAndStages() throws IOException {
        Path out = folder.resolve("out");
        dawson(0, "segment", "--model", model.toString(), "--data", folder.toString(), "--split", "test", "--out",
            out.toString(), "--probabilities", out.resolve("p2").toString(), "--stage1-probabilities",
            out.resolve("p1").toString(), "--precision", "float32", "--threads", "1");
        Volume labels = NiftiReader.read(out.resolve("s2.nii.gz"));
        float[] p1 = NiftiReader.read(out.resolve("p1/s2.nii.gz")).voxels();
        float[] p2 = NiftiReader.read(out.resolve("p2/s2.nii.gz")).voxels();
        float[] flair = LesionDataset.subject(2)[0].voxels();
        List<String> stages = Files.readAllLines(out.resolve("stages.csv"));
        assertEquals(5, stages.size());
        int asked = 0;
        int sure = 0;
        for (int i = 0; i < p1.length; i++) {
            assertTrue(p2[i] == 0 || p1[i] > 0.3, "the second network is asked where the first is sure");
            assertTrue(labels.voxels()[i] == 0 || p2[i] >= 0.3);
            assertTrue(p1[i] == 0 || flair[i] > 100);
            asked += p1[i] > 0 ? 1 : 0;
            sure += p1[i] > 0.3 ? 1 : 0;
        }
        assertEquals("s2,candidates," + p1.length + "," + asked + ",2,2", stages.get(1));
        assertTrue(stages.get(2).startsWith("s2,stage1," + asked + "," + sure + ",2,"), stages.get(2));
        assertTrue(stages.get(3).startsWith("s2,stage2," + sure + ","), stages.get(3));
        assertEquals(LesionDataset.subject(2)[0].geometry().shapeText(), labels.geometry().shapeText());
    }

    @Test
    void settingsOfASegmentationGoBeforeTheTrainings() {
        Path out = folder.resolve("all.nii");
        scan(0, out, "--cascade", "{\"l_min\": 0, \"t_bin\": 0, \"stage_threshold\": 0, \"min_threshold\": -50}");
        float[] labels = NiftiReader.read(out).voxels();
        float[] ones = new float[labels.length];
        java.util.Arrays.fill(ones, 1);
        assertArrayEquals(ones, labels);
    }

    @Test
    void noCandidateIsAnEmptyResultAndAWarning() {
        Path out = folder.resolve("empty.nii");
        String error = scan(0, out, "--cascade", "{\"min_threshold\": 50}");
        assertTrue(error.contains("warning: ") && error.contains("no voxel is brighter than 50.0"), error);
        assertArrayEquals(new float[24 * 22 * 20], NiftiReader.read(out).voxels());
    }

    @Test
    void whatCannotWorkIsSaidInOneLine() {
        assertTrue(scan(1, folder.resolve("x.nii"), "--flips").contains("leave --flips out"));
        assertTrue(scan(1, folder.resolve("x.nii"), "--model", model.toString()).contains("give it alone"));
        assertTrue(scan(1, folder.resolve("x.nii"), "--cascade", "{\"tbin\": 1}").contains("unknown key 'tbin'"));
        assertTrue(dawson(1, "segment", "--model", model.resolve("stage1").toString(), "--data", folder.toString(),
            "--out", folder.resolve("x").toString()).contains("give the folder it is in"));
        String missing = dawson(1, "segment", "--model", model.toString(), "--scan",
            "FLAIR=" + folder.resolve("s2_FLAIR.nii.gz"), "--out", folder.resolve("x.nii").toString());
        assertTrue(missing.contains("T1 is missing"), missing);
        NiftiWriter.write(Volume.zeros(Geometry.ofSpacing(9, 9, 9, 1, 1, 1), "small"), folder.resolve("small.nii"),
            NiftiType.FLOAT32);
        String shape = dawson(1, "segment", "--model", model.toString(), "--scan",
            "FLAIR=" + folder.resolve("s2_FLAIR.nii.gz"), "--scan", "T1=" + folder.resolve("small.nii"), "--out",
            folder.resolve("x.nii").toString());
        assertTrue(shape.contains("9×9×9") && shape.contains("24×22×20"), shape);
    }

    @Test
    void aScanSmallerThanAPatchIsPadded() {
        Volume tiny = Volume.zeros(Geometry.ofSpacing(5, 6, 4, 1, 1, 1), "tiny");
        for (int i = 0; i < tiny.voxels().length; i++) {
            tiny.voxels()[i] = 1 + i % 7;
        }
        NiftiWriter.write(tiny, folder.resolve("tiny.nii"), NiftiType.FLOAT32);
        dawson(0, "segment", "--model", model.toString(), "--scan", "FLAIR=" + folder.resolve("tiny.nii"), "--scan",
            "T1=" + folder.resolve("tiny.nii"), "--out", folder.resolve("tiny_out.nii").toString());
        assertEquals("5×6×4", NiftiReader.read(folder.resolve("tiny_out.nii")).geometry().shapeText());
    }

    @Test
    void eachNetworkIsAModelOfItsOwn() {
        Path weights = folder.resolve("weights.npz");
        dawson(0, "weights", "export", "--model", model.resolve("stage2").toString(), "--out", weights.toString());
        assertTrue(Files.exists(weights) && Files.exists(model.resolve("stage2/rdf.yaml"))
            && Files.exists(model.resolve("stage2/test_output.npy")));
        assertTrue(dawson(1, "weights", "export", "--model", model.toString(), "--out", weights + "2.npz")
            .contains("give its folder stage1 or stage2"));
    }

    @Test
    void theFirstStageIsMeasured() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(0, Dawson.run(new PrintWriter(out), new PrintWriter(err), "bench", "cascade", "--network-options",
            SMALL, "--scan", folder.resolve("s2_FLAIR.nii.gz").toString(), "--steps", "2", "--voxels", "100",
            "--progress", "none", "--json"), err.toString());
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        List<String> ways = json.getAsJsonArray("results").asList().stream().map(r -> r.getAsJsonObject()
            .get("network").getAsString() + " " + r.getAsJsonObject().get("way").getAsString()).toList();
        assertEquals(List.of("cascade-valverde graph", "cascade-valverde patches", "cascade-fcn graph",
            "cascade-fcn patches", "cascade-fcn dense"), ways);
        json.getAsJsonArray("results").forEach(r ->
            assertTrue(r.getAsJsonObject().get("voxels_per_s").getAsDouble() > 0));
        assertTrue(dawson(1, "bench", "cascade", "--network", "unet", "--scan",
            folder.resolve("s2_FLAIR.nii.gz").toString()).contains("no network of patches"));
    }

    private String scan(int status, Path out, String... more) {
        String[] arguments = {"segment", "--model", model.toString(), "--scan",
            "FLAIR=" + folder.resolve("s2_FLAIR.nii.gz"), "--scan", "T1=" + folder.resolve("s2_T1.nii.gz"), "--out",
            out.toString()};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return dawson(status, all);
    }

    /** Standard error. */
    private static String dawson(int status, String... arguments) {
        StringWriter error = new StringWriter();
        assertEquals(status, Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(error), arguments),
            error::toString);
        return error.toString();
    }
}
