package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Three raters of a row of voxels: the majority is 0 1 1 0. */
class BuildConsensusTest {

    private static final float[] MAJORITY = {0, 1, 1, 0};

    @TempDir
    private Path dir;

    @BeforeEach
    void writeRaters() throws IOException {
        float[][] labels = {{1, 1, 1, 0}, {0, 1, 1, 0}, {0, 0, 1, 0}};
        for (int r = 0; r < labels.length; r++) {
            Volume rater = Volume.zeros(Geometry.ofSpacing(4, 1, 1, 1, 2, 3), "rater").with(labels[r]);
            NiftiWriter.write(rater, dir.resolve("r" + r + ".nii"), NiftiType.UINT8);
            Path folder = Files.createDirectory(dir.resolve("rater" + r));
            NiftiWriter.write(rater, folder.resolve("one.nii"), NiftiType.UINT8);
            if (r > 0) {
                NiftiWriter.write(rater, folder.resolve("two.nii"), NiftiType.UINT8);
            }
        }
    }

    @Test
    void openImagesAndFiles() throws IOException {
        Outcome outcome = run("""
            setBatchMode(true);
            run("Dawson Open Scan...", "path=[DIR/r0.nii]");
            run("Dawson Consensus...", "raters=[r0.nii; DIR/r1.nii; DIR/r2.nii] out=[DIR/c.nii.gz] table=[DIR/t.csv]");
            getVoxelSize(width, height, depth, unit);
            return getTitle() + " " + height + " " + depth + " " + nResults + " " + getResult("dice", 0);
            """);
        assertNull(outcome.error());
        // 0.8: twice two voxels in common, of three and two.
        assertEquals("consensus 2 3 3 0.8", outcome.returned());
        Volume consensus = NiftiReader.read(dir.resolve("c.nii.gz"));
        assertArrayEquals(MAJORITY, consensus.voxels());
        assertEquals(NiftiReader.read(dir.resolve("r0.nii")).geometry(), consensus.geometry());
        assertTrue(Files.readAllLines(dir.resolve("t.csv")).get(1).startsWith("c,r0.nii,1,1"),
            Files.readString(dir.resolve("t.csv")));
    }

    @Test
    void aScanThatARaterLacksIsToldAfterTheOthers() {
        Outcome outcome = run("run(\"Dawson Consensus...\", \"raters=[DIR/rater0; DIR/rater1; DIR/rater2] out=[DIR/out]\");");
        assertTrue(outcome.error() != null && outcome.error().contains("1 of 2 scans got no consensus")
            && outcome.error().contains("two"), outcome.error());
        assertArrayEquals(MAJORITY, NiftiReader.read(dir.resolve("out/one.nii.gz")).voxels());
    }

    @Test
    void mistakesAreOneLine() {
        refused("raters=", "'raters': is empty; give two or more");
        refused("raters=[DIR/r0.nii]", "a consensus needs the label maps of 2 raters or more, found 1");
        refused("raters=[DIR/r0.nii; DIR/r9.nii]", "r9.nii': is neither a file");
        refused("raters=[DIR/r0.nii; DIR/r1.nii] method=vote", "'method': ");
        refused("raters=[DIR/r0.nii; DIR/r1.nii] out=[DIR/r0.nii/c.nii]", "r0.nii is a file, not a folder");
        refused("raters=[DIR/rater0; DIR/rater1]", "'out': is empty; with a folder for each rater");
        refused("raters=[DIR/rater0; DIR/r1.nii] out=[DIR/out]", "some are files and some are folders");
    }

    private void refused(String options, String expected) {
        Outcome outcome = run("run(\"Dawson Consensus...\", \"" + options + "\");");
        assertTrue(outcome.error() != null && outcome.error().contains(expected), outcome.error());
        assertFalse(outcome.error().contains("\n"));
    }

    private Outcome run(String macro) {
        return ImageJMenu.run(macro.replace("DIR", dir.toString()), "");
    }
}
