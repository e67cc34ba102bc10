package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.nifti.Datatype;
import org.dawsonmri.nifti.Manifest;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code dawson info} and {@code dawson convert} as they are typed. */
class ImageCommandsTest {

    /** First axis to the left, second to superior, third to anterior. */
    private static final Affine LSA = Affine.of(-1, 0, 0, 9, 0, 0, 3, -4, 0, 2, 0, 5);

    @TempDir
    private Path folder;
    private Path scan;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeScan() {
        Geometry grid = new Geometry(2, 3, 4, LSA, SpatialUnit.MILLIMETRE);
        float[] voxels = new float[24];
        for (int i = 0; i < 24; i++) {
            voxels[i] = i;
        }
        voxels[23] = Float.NaN;
        scan = folder.resolve("scan.nii.gz");
        NiftiWriter.write(new Volume(grid, voxels, "scan"), scan, NiftiType.FLOAT32);
    }

    @Test
    void infoAsJson() {
        assertEquals(0, dawson("info", "--json", scan.toString()));
        assertEquals("{\"shape\":[2,3,4],\"spacing\":[1.0,2.0,3.0],\"unit\":\"mm\","
            + "\"affine\":[[-1.0,0.0,0.0,9.0],[0.0,0.0,3.0,-4.0],[0.0,2.0,0.0,5.0],[0.0,0.0,0.0,1.0]],"
            + "\"orientation\":\"LSA\",\"datatype\":\"float32\",\"min\":0.0,\"max\":22.0,\"mean\":11.0,"
            + "\"nonfinite\":1}", out.toString().strip());
        assertEquals("", err.toString());
    }

    @Test
    void infoAsText() {
        assertEquals(0, dawson("info", scan.toString()));
        for (String line : List.of("shape        2 × 3 × 4", "spacing      1 × 2 × 3 mm", "orientation  LSA",
            "affine       -1  0  0  9", "datatype     float32", "values       0 to 22, mean 11",
            "not finite   1 voxel")) {
            assertTrue(out.toString().lines().anyMatch(line::equals), line + " in " + out);
        }
    }

    @Test
    void infoSaysOneLineForEachBrokenFile() throws IOException {
        Manifest manifest = Manifest.read();
        for (Manifest.Row row : manifest.rows()) {
            err.getBuffer().setLength(0);
            int status = dawson("info", "--json", manifest.file(row).toString());
            if (row.isReal()) {
                assertEquals(0, status, row.path());
            } else if (!row.nibabel().isEmpty() && !row.nibabel().equals("ok")) {
                assertEquals(1, status, row.path());
                assertEquals(1, err.toString().lines().count(), err.toString());
                assertTrue(err.toString().startsWith("dawson: "), err.toString());
            }
        }
    }

    @Test
    void convertReorientsWithoutChangingAnything() {
        Path ras = folder.resolve("ras.nii");
        Path back = folder.resolve("back.nii.gz");
        assertEquals(0, dawson("convert", scan.toString(), ras.toString(), "--orientation", "RAS"));
        assertEquals("RAS", Orientation.of(NiftiReader.read(ras).geometry().affine()).code());
        assertArrayEquals(new int[] {2, 4, 3}, NiftiReader.read(ras).geometry().shape());
        assertEquals(0, dawson("convert", ras.toString(), back.toString(), "--orientation", "LSA"));
        assertArrayEquals(NiftiReader.read(scan).voxels(), NiftiReader.read(back).voxels());
        assertEquals(NiftiReader.read(scan).geometry(), NiftiReader.read(back).geometry());
    }

    @Test
    void convertResamplesLabelsByTheNearestVoxel() {
        Path labels = labels();
        Path fine = folder.resolve("fine.nii");
        assertEquals(0, dawson("convert", labels.toString(), fine.toString(), "--spacing", "0.5,1,1", "--nearest"));
        Volume read = NiftiReader.read(fine);
        assertArrayEquals(new int[] {8, 1, 1}, read.geometry().shape());
        assertArrayEquals(new float[] {0, 0, 7, 7, 0, 0, 3, 3}, read.voxels());
        assertEquals(Datatype.UINT8, NiftiReader.open(fine).header().datatype());
    }

    @Test
    void convertRoundsOnlyWhenAskedAndSaysSo() {
        Path labels = labels();
        Path linear = folder.resolve("linear.nii");
        assertEquals(0, dawson("convert", labels.toString(), linear.toString(), "--spacing", "0.5,1,1"));
        assertEquals(Datatype.FLOAT32, NiftiReader.open(linear).header().datatype());
        assertFalse(err.toString().contains("rounded"), err.toString());
        Path whole = folder.resolve("whole.nii");
        assertEquals(0, dawson("convert", linear.toString(), whole.toString(), "--type", "int16"));
        assertEquals(Datatype.INT16, NiftiReader.open(whole).header().datatype());
        assertTrue(err.toString().contains("rounded to whole numbers, by up to 0.25"), err.toString());
    }

    @Test
    void convertTakesOneFrameOrAll() {
        Volume a = NiftiReader.read(labels());
        Path four = folder.resolve("four.nii");
        Path copy = folder.resolve("copy.nii.gz");
        NiftiWriter.write(List.of(a, a.with(new float[] {1, 2, 3, 4})), four, NiftiType.UINT8);
        assertEquals(0, dawson("convert", four.toString(), copy.toString()));
        assertArrayEquals(new long[] {4, 1, 1, 2}, NiftiReader.open(copy).header().shape());
        assertEquals(0, dawson("convert", four.toString(), copy.toString(), "--frame", "1", "--overwrite"));
        assertArrayEquals(new float[] {1, 2, 3, 4}, NiftiReader.read(copy).voxels());
        assertEquals(1, dawson("convert", four.toString(), copy.toString(), "--frame", "2", "--overwrite"));
        assertTrue(err.toString().contains("has no frame 2; found 2 frames, 0 to 1"), err.toString());
    }

    @Test
    void convertRefusesInOneLineAndLeavesNothing() {
        Path result = folder.resolve("result.nii");
        for (String[] wrong : new String[][] {{"--orientation", "RAX"}, {"--spacing", "1,1"}, {"--spacing", "1,0,1"},
            {"--spacing", "1e-9,1,1"}, {"--spacing", "1e-9,1e-9,1e-9"}, {"--type", "uint8"}}) {
            err.getBuffer().setLength(0);
            assertEquals(1, dawson("convert", scan.toString(), result.toString(), wrong[0], wrong[1]), wrong[1]);
            assertEquals(1, err.toString().lines().filter(l -> l.startsWith("dawson: ")).count(), err.toString());
            assertFalse(err.toString().contains("unexpected"), err.toString());
            assertFalse(Files.exists(result));
        }
    }

    private Path labels() {
        Path file = folder.resolve("labels.nii");
        NiftiWriter.write(new Volume(Geometry.ofSpacing(4, 1, 1, 1, 1, 1), new float[] {0, 7, 0, 3}, "labels"), file,
            NiftiType.UINT8);
        return file;
    }

    private int dawson(String... arguments) {
        return Dawson.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
