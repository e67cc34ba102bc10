package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Geometry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class SampleCommandTest {

    @TempDir
    private Path temp;

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
    }

    @Test
    void theOptionsReachTheScans() {
        Path dir = temp.resolve("heads");
        assertEquals(0, run("sample", "--out", dir.toString(), "--subjects", "1", "--size", "24", "--spacing", "6,6,12",
            "--oblique", "--seed", "3"), err.toString());
        Path flair = Dataset.read(dir).subjects().get(0).scans().get("FLAIR");
        Geometry g = NiftiReader.read(flair).geometry();
        assertEquals("24×29×12", g.shapeText());
        assertEquals(12, g.spacingMm(2), 1e-4);
        assertTrue(Math.abs(g.affine().get(0, 1)) > 1e-3, "oblique");
    }

    @Test
    void whatCannotBeDrawnIsOneLineAndNoFolder() {
        Path dir = temp.resolve("heads");
        assertEquals(1, run("sample", "--out", dir.toString(), "--size", "3"));
        assertEquals("dawson: the size is 3 voxels; give 16 to 320", err.toString().strip());
        assertFalse(Files.exists(dir));
        assertEquals(2, run("sample", "--subjects", "3"));
    }
}
