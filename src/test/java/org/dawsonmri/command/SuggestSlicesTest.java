package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.cli.Dawson;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.train.BlobDataset;
import org.dawsonmri.train.Trainer;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A trained model and a scan in which two slices of six lost their contrast, from the command line and a macro. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuggestSlicesTest {

    private static final Set<String> PLANTED = Set.of("2", "5");

    private Path dir;

    @BeforeAll
    void trainAndPlant(@TempDir Path temporary) {
        dir = temporary;
        TrainingConfig config = BlobDataset.config(50).with(
            JsonParser.parseString("{\"loss\": \"cross-entropy\"}").getAsJsonObject(), "test");
        Trainer.train(config, Dataset.read(BlobDataset.write(dir)), dir.resolve("model"), Progress.NONE);
        fade("s3_A.nii.gz", 100);
        fade("s3_B.nii.gz", 50);
        Volume label = NiftiReader.read(dir.resolve("s3_label.nii.gz"));
        int plane = 18 * 15;
        Arrays.fill(label.voxels(), plane, 3 * plane, 0);
        Arrays.fill(label.voxels(), 4 * plane, 6 * plane, 0);
        NiftiWriter.write(label, dir.resolve("some.nii"), NiftiType.UINT8); // slices 1 and 4 are left
    }

    @Test
    void slicesWithPlantedErrorsComeFirst() throws IOException {
        List<String> rows = suggest();
        assertEquals("rank,slice,uncertainty,voxels", rows.get(0));
        assertEquals(7, rows.size());
        assertEquals(PLANTED, new TreeSet<>(List.of(slice(rows, 1), slice(rows, 2))), rows.toString());
    }

    @Test
    void labelledSlicesAreNotSuggested() throws IOException {
        List<String> rows = suggest("--labels", dir + "/some.nii", "--labelled-slices", "3");
        assertEquals(Set.of("2", "5", "6"), new TreeSet<>(List.of(slice(rows, 1), slice(rows, 2), slice(rows, 3))));
        assertEquals(4, rows.size());
    }

    @Test
    void theMacroGivesTheSameTableAndShowsTheFirstSlice() throws IOException {
        Outcome outcome = ImageJMenu.run("""
            run("Dawson Open Scan...", "path=DIR/faded_s3_A.nii.gz");
            run("Dawson Suggest Slices...", "scan=faded_s3_A.nii.gz channels=[B=DIR/faded_s3_B.nii.gz] "
                + "model=DIR/model labels=DIR/some.nii count=2 out=[DIR/my table.csv]");
            return "" + nResults + " " + getResult("slice", 0) + " " + getSliceNumber();
            """.replace("DIR", dir.toString()), "");
        assertNull(outcome.error());
        List<String> rows = suggest("--labels", dir + "/some.nii", "--count", "2");
        assertEquals("2 " + slice(rows, 1) + " " + slice(rows, 1), outcome.returned());
        assertEquals(rows, Files.readAllLines(dir.resolve("my table.csv")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scan=DIR/s3_A.nii.gz|'model': is empty
        model=DIR/model|'scan': is empty
        model=DIR scan=DIR/s3_A.nii.gz|is no model, since it holds no dawson.json
        model=DIR/model scan=DIR/s3_A.nii.gz|'scan' can be only one of A, B
        model=DIR/model scan=gone channels=B=DIR/s3_B.nii.gz|'gone': is neither a file
        model=DIR/model scan=DIR/s3_A.nii.gz count=-1|'count': is -1, expected 0 or more
        model=DIR/model scan=DIR/s3_A.nii.gz flips=often|'flips': expected true or false
        model=DIR/model scan=DIR/s3_A.nii.gz out=DIR/t.txt|t.txt: cannot be written in that format; expected a name in .csv
        model=DIR/model scan=DIR/s3_A.nii.gz out=DIR/s3_A.nii.gz/t.csv|s3_A.nii.gz is a file
        model=DIR/model scan=DIR/s3_A.nii.gz labels=gone channels=B=DIR/s3_B.nii.gz|'gone': is neither a file
        model=DIR/model scan=DIR/s3_A.nii.gz labels=DIR/s3_label.nii.gz channels=B=DIR/s3_B.nii.gz|6 slices are labelled
        """)
    void wrongValuesStopTheMacroWithOneLine(String options, String expected) {
        Outcome outcome = ImageJMenu.run(("run(\"Dawson Suggest Slices...\", \"" + options + "\"); return \"went on\";")
            .replace("DIR", dir.toString()), "");
        assertTrue(outcome.error() != null && outcome.error().contains(expected.replace("DIR", dir.toString())),
            outcome.error());
        assertFalse(outcome.error().contains("\n"));
        assertFalse("went on".equals(outcome.returned()));
    }

    // -- Helper methods --

    private List<String> suggest(String... more) throws IOException {
        Path out = dir.resolve("suggestions.csv");
        List<String> arguments = new ArrayList<>(List.of("suggest", "--model", dir + "/model", "--scan",
            "A=" + dir + "/faded_s3_A.nii.gz", "--scan", "B=" + dir + "/faded_s3_B.nii.gz", "--out", out.toString(),
            "--overwrite"));
        arguments.addAll(List.of(more));
        StringWriter error = new StringWriter();
        assertEquals(0, Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(error),
            arguments.toArray(new String[0])), error.toString());
        return Files.readAllLines(out);
    }

    private static String slice(List<String> rows, int row) {
        return rows.get(row).split(",")[1];
    }

    /** Takes more than half of the contrast from the planted slices. */
    private void fade(String name, float grey) {
        Volume scan = NiftiReader.read(dir.resolve(name));
        int plane = 18 * 15;
        for (int i = 0; i < scan.voxels().length; i++) {
            if (PLANTED.contains("" + (i / plane + 1))) {
                scan.voxels()[i] = grey + 0.45f * (scan.voxels()[i] - grey);
            }
        }
        NiftiWriter.write(scan, dir.resolve("faded_" + name), NiftiType.FLOAT32);
    }
}
