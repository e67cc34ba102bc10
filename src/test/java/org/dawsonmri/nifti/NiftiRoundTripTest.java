package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is written is what is read: values, grid, unit. */
class NiftiRoundTripTest {

    /** 30° about z, then 20° about x, anisotropic, mirrored along the third axis. */
    static final Affine OBLIQUE = oblique();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"a.nii, UINT8", "a.nii.gz, UINT8", "a.nii, INT16", "a.nii.gz, INT16", "a.nii, FLOAT32",
        "a.nii.gz, FLOAT32"})
    void valuesAndGeometryComeBack(String name, NiftiType type) throws IOException {
        Volume out = ramp(new Geometry(70, 50, 40, OBLIQUE, SpatialUnit.MILLIMETRE), type);
        Path file = folder.resolve(name);
        NiftiWriter.write(out, file, type);
        Volume in = NiftiReader.read(file);
        assertArrayEquals(out.voxels(), in.voxels());
        assertEquals(0, out.geometry().maxCornerDistanceMm(in.geometry()), 1e-4);
        for (int i = 0; i < 12; i++) {
            assertEquals((float) OBLIQUE.toArray()[i], in.geometry().affine().toArray()[i], 0);
        }
        assertEquals(type.datatype(), NiftiReader.open(file).header().datatype());
        assertEquals(List.of(), NiftiReader.open(file).warnings());
        assertEquals(name.endsWith(".gz"), Files.readAllBytes(file)[0] == 0x1f);
    }

    @Test
    void writingWhatWasReadGivesTheSameBytes() throws IOException {
        Path first = folder.resolve("first.nii");
        Path second = folder.resolve("second.nii");
        NiftiWriter.write(ramp(new Geometry(5, 4, 3, OBLIQUE, SpatialUnit.MICROMETRE), NiftiType.FLOAT32), first,
            NiftiType.FLOAT32);
        NiftiWriter.write(NiftiReader.read(first), second, NiftiType.FLOAT32);
        assertEquals(-1, Files.mismatch(first, second));
    }

    @Test
    void framesAndUnitComeBack() {
        Geometry grid = new Geometry(4, 3, 2, Affine.scaling(1, 2, 3), SpatialUnit.METRE);
        Volume a = ramp(grid, NiftiType.INT16);
        Volume b = a.with(new float[24]);
        Path file = folder.resolve("two.nii.gz");
        NiftiWriter.write(List.of(a, b), file, NiftiType.INT16);
        assertArrayEquals(new long[] {4, 3, 2, 2}, NiftiReader.open(file).header().shape());
        assertArrayEquals(a.voxels(), NiftiReader.read(file, 0, Progress.NONE).voxels());
        assertArrayEquals(b.voxels(), NiftiReader.read(file, 1, Progress.NONE).voxels());
        assertEquals(grid, NiftiReader.read(file, 1, Progress.NONE).geometry());
    }

    @Test
    void aLongAxisIsWrittenAsNifti2() {
        Geometry grid = new Geometry(40000, 2, 1, OBLIQUE, SpatialUnit.MILLIMETRE);
        Path file = folder.resolve("long.nii.gz");
        Volume out = ramp(grid, NiftiType.UINT8);
        NiftiWriter.write(out, file, NiftiType.UINT8);
        NiftiImage in = NiftiReader.open(file);
        assertEquals(NiftiHeader.Format.NIFTI2, in.header().format());
        assertEquals(grid, in.geometry());
        assertArrayEquals(out.voxels(), in.frame(0, Progress.NONE).voxels());
        assertEquals(List.of(), in.warnings());
    }

    @Test
    void specialFloatsComeBack() {
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE,
            Float.MAX_VALUE, -0f};
        Path file = folder.resolve("special.nii");
        Volume out = new Volume(Geometry.ofSpacing(6, 1, 1, 1, 1, 1), special, "special");
        NiftiWriter.write(out, file, NiftiType.FLOAT32);
        assertArrayEquals(special, NiftiReader.read(file).voxels());
    }

    @Test
    void qformAndSformAgreeForEveryAxisOrderAndMirroring() {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int signs = 0; signs < 8; signs++) {
                double[] m = new double[12];
                for (int c = 0; c < 3; c++) {
                    m[4 * order[c] + c] = ((signs >> c & 1) == 0 ? 1 : -1) * (c + 1);
                    m[4 * c + 3] = 10 * c - 7;
                }
                Affine affine = Affine.of(m);
                double[] bcd = Quaternion.nearest(affine);
                Affine back = Quaternion.affine(bcd, new double[] {1, 2, 3}, Quaternion.qfac(affine),
                    new double[] {-7, 3, 13}, 3 * Math.ulp(1.0));
                assertTrue(affine.maxDifference(back) < 1e-7, affine + " came back as " + back);
            }
        }
    }

    private static Volume ramp(Geometry grid, NiftiType type) {
        float[] voxels = new float[(int) grid.voxelCount()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = switch (type) {
                case UINT8 -> i % 256;
                case INT16 -> i % 65536 - 32768;
                default -> (float) Math.sin(i) * i;
            };
        }
        return new Volume(grid, voxels, "ramp");
    }

    private static Affine oblique() {
        double a = Math.toRadians(30);
        double b = Math.toRadians(20);
        Affine z = Affine.of(Math.cos(a), -Math.sin(a), 0, 0, Math.sin(a), Math.cos(a), 0, 0, 0, 0, 1, 0);
        Affine x = Affine.of(1, 0, 0, 0, 0, Math.cos(b), -Math.sin(b), 0, 0, Math.sin(b), Math.cos(b), 0);
        return x.multiply(z).multiply(Affine.scaling(0.5, 0.7, -3)).withOrigin(-90.25, 126.5, -72.125);
    }
}
