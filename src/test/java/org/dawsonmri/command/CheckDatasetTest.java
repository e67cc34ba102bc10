package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code Dawson Check Dataset...} and {@code Dawson Split Dataset...} of a BIDS folder in a macro. */
class CheckDatasetTest {

    private static final Geometry GRID = Geometry.ofSpacing(4, 4, 3, 1, 1, 2);

    @TempDir
    private Path dir;

    @BeforeEach
    void writeBids() throws Exception {
        for (int i = 1; i <= 2; i++) {
            String id = "sub-" + i;
            scan(id + "/anat/" + id + "_FLAIR.nii", i);
            scan(id + "/anat/" + id + "_run-1_T2w.nii", i + 2);
            scan(id + "/anat/" + id + "_run-2_T2w.nii", i + 4);
            label("derivatives/x/" + id + "_lesion-manual.nii", i);
            label("derivatives/x/" + id + "_seg-manual.nii", i + 2);
        }
        Files.writeString(dir.resolve("participants.tsv"), "participant_id\tsplit\nsub-1\ttrain\nsub-2\tval\n");
    }

    @Test
    void whatToChooseIsAFindingAndAFieldChoosesIt() {
        assertTrue(problems("").contains("choose one with --label (in ImageJ label=NAME)"));
        assertEquals("", problems("label=lesion filter=[run=2]"));
        assertEquals("", problems("label=seg channels=[FLAIR] write_table=[DIR/table.tsv]"));
        assertEquals(List.of("FLAIR"), Dataset.read(dir.resolve("table.tsv")).modalities());
        Outcome again = check("label=seg channels=FLAIR write_table=[DIR/table.tsv]");
        assertTrue(again.error().contains("is there already"), again.error());
        assertTrue(check("filter=[run]").error().contains("expected entities of BIDS"));
    }

    @Test
    void splitsAreMadeOfTheChosenFiles() {
        Outcome split = ImageJMenu.run("run(\"Dawson Split Dataset...\", \"data=[DIR] fractions=[50,50] label=lesion"
            .replace("DIR", dir.toString()) + " filter=[run=1] channels=[T2] out=[" + dir + "/split]\");", "");
        assertNull(split.error());
        assertTrue(Dataset.read(dir.resolve("split")).subjects().get(0).scans().get("T2").toString().contains("run-1"));
    }

    /** Details of all findings but notes. */
    private String problems(String options) {
        Outcome outcome = check(options);
        assertNull(outcome.error());
        return outcome.returned();
    }

    private Outcome check(String options) {
        return ImageJMenu.run("run(\"Dawson Check Dataset...\", \"data=[DIR] OPTIONS\");\n".replace("OPTIONS", options)
            .replace("DIR", dir.toString()) + "text = \"\";\nfor (i = 0; i < nResults; i++) {\n"
            + "text = text + getResultString(\"detail\", i);\n}\nreturn text;", "");
    }

    private void scan(String name, int seed) throws Exception {
        float[] v = new float[48];
        for (int i = 0; i < v.length; i++) {
            v[i] = 10 + i + seed * 100 + i * seed % 7;
        }
        write(name, v);
    }

    private void label(String name, int seed) throws Exception {
        float[] v = new float[48];
        v[20 + seed] = 1;
        write(name, v);
    }

    private void write(String name, float[] v) throws Exception {
        Files.createDirectories(dir.resolve(name).getParent());
        NiftiWriter.write(new Volume(GRID, v, ""), dir.resolve(name), NiftiType.FLOAT32);
    }
}
