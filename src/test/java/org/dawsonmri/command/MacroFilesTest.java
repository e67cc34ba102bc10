package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.nifti.NiftiReader;

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

/** The macros that are shipped, on synthetic data and through the worker, against the library in this process. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MacroFilesTest {

    private Path dir;
    private Path model;

    @BeforeAll
    void trainWithTheMacro(@TempDir Path temporary) throws IOException {
        dir = temporary;
        dawson("sample", "--out", dir.resolve("data").toString(), "--subjects", "3", "--size", "24", "--seed", "5");
        Files.writeString(dir.resolve("config.json"),
            "{\"channels\": [\"FLAIR\"], \"network_options\": {\"base_filters\": 4, \"depth\": 2}, "
                + "\"augmentation\": {\"flip\": {\"probability\": 0.5}}}");
        model = dir.resolve("a model");
        Outcome outcome = ImageJMenu.run(Files.readString(Path.of("macros", "Train_Network.ijm")), "data=[" + dir
            + "/data] out=[" + model + "] epochs=30 batch_size=4 learning_rate=0.01 precision=float32 config=["
            + dir + "/config.json]");
        assertNull(outcome.error());
        assertEquals(31, Files.readAllLines(model.resolve("history.csv")).size());
    }

    @Test
    void segmentFolderGivesWhatTheLibraryGivesAndGoesOnAfterABadFile() throws IOException {
        Path scans = Files.createDirectories(dir.resolve("my scans"));
        Files.copy(dir.resolve("data/sub-03/FLAIR.nii.gz"), scans.resolve("sub 03.nii.gz"));
        Files.writeString(scans.resolve("bad.nii"), "no scan");
        Path results = dir.resolve("results");
        String macro = Files.readString(Path.of("macros", "Segment_Folder.ijm"))
            .replace("call(\"java.lang.System.exit\", \"1\")", "return \"exit 1\"");
        Outcome outcome = ImageJMenu.run(macro,
            "input=[" + scans + "] model=[" + model + "] output=" + results);
        assertNull(outcome.error());
        assertEquals("exit 1", outcome.returned());
        Path expected = dir.resolve("expected.nii.gz");
        dawson("segment", "--model", model.toString(), "--scan", scans.resolve("sub 03.nii.gz").toString(), "--out",
            expected.toString());
        Path found = results.resolve("sub 03_labels.nii.gz");
        float[] voxels = NiftiReader.read(found).voxels();
        assertArrayEquals(NiftiReader.read(expected).voxels(), voxels);
        float share = 0;
        for (float v : voxels) {
            share += v / voxels.length;
        }
        assertTrue(share > 0 && share < 0.5, "labelled: " + share);
        assertEquals(NiftiReader.read(expected).geometry(), NiftiReader.read(found).geometry());
        List<String> table = Files.readAllLines(results.resolve("segment_folder.csv"));
        assertEquals(3, table.size());
        assertTrue(table.get(1).startsWith("\"bad.nii\",\"\",\"") && table.get(1).contains("too short"), table.get(1));
        assertEquals("\"sub 03.nii.gz\",\"sub 03_labels.nii.gz\",\"\"", table.get(2));
    }

    @Test
    void aSegmentedScanIsOpenWithItsGeometry() {
        Outcome outcome = ImageJMenu.run("""
            run("Dawson Segment...", "scan=[DIR/data/sub-03/FLAIR.nii.gz] model=[DIR/a model]");
            run("Dawson Save NIfTI...", "image=[" + getTitle() + "] out=[DIR/from macro.nii]");
            return getTitle();
            """.replace("DIR", dir.toString()), "");
        assertNull(outcome.error());
        assertEquals("FLAIR_labels.nii.gz", outcome.returned());
        assertEquals(NiftiReader.read(dir.resolve("data/sub-03/FLAIR.nii.gz")).geometry(),
            NiftiReader.read(dir.resolve("from macro.nii")).geometry());
    }

    @Test
    void formsTrainAndSegmentAsTheCommandLineDoes() throws IOException {
        Path tuned = dir.resolve("tuned");
        Outcome outcome = ImageJMenu.run("""
            run("Dawson Train Network...", "data=DIR/data out=DIR/tuned from=[DIR/a model] epochs=1 axes=0,2 "
                + "augmentation=mri precision=float32");
            run("Dawson Segment...", "scan=[DIR/data/sub-03/FLAIR.nii.gz] model=[DIR/a model; DIR/tuned] flips=true "
                + "out=DIR/ensemble.nii.gz");
            """.replace("DIR", dir.toString()), "");
        assertNull(outcome.error());
        TrainingConfig config = new ModelFolder(tuned).readDescription().config();
        assertEquals(Augmentation.mri(), config.augmentation());
        assertEquals(List.of(0, 2), config.preprocessing().axes());
        assertEquals("a model", new ModelFolder(tuned).readDescription().provenance().get("parent"));
        dawson("segment", "--model", model.toString(), "--model", tuned.toString(), "--flips", "--scan",
            dir.resolve("data/sub-03/FLAIR.nii.gz").toString(), "--out", dir.resolve("expected.nii").toString());
        assertArrayEquals(NiftiReader.read(dir.resolve("expected.nii")).voxels(),
            NiftiReader.read(dir.resolve("ensemble.nii.gz")).voxels());
    }

    private static void dawson(String... arguments) {
        StringWriter error = new StringWriter();
        int status = Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(error), arguments);
        assertEquals(0, status, error.toString());
    }
}
