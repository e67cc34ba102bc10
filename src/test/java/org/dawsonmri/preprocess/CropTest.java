package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Random;

class CropTest {

    private static final Affine OBLIQUE =
        Affine.of(0.9, 0.1, -0.5, 3, -0.2, 1.4, 0.3, -8, 0.3, -0.1, 2.1, 5);

    private static Volume counting(int nx, int ny, int nz) {
        float[] v = new float[nx * ny * nz];
        for (int i = 0; i < v.length; i++) {
            v[i] = i + 1;
        }
        return new Volume(new Geometry(nx, ny, nz, OBLIQUE, SpatialUnit.MILLIMETRE), v, "counting");
    }

    @Test
    void theCentreIsFloored() {
        Geometry g = Geometry.ofSpacing(9, 8, 3, 1, 1, 1);
        // ⌊(9 − 4)/2⌋ = 2, ⌊(8 − 4)/2⌋ = 2, ⌊(3 − 6)/2⌋ = −2
        assertEquals(new Crop(2, 2, -2, 4, 4, 6), Crop.centre(g, 4, 4, 6));
    }

    @Test
    void handWorkedCropOfALine() {
        Volume line = counting(5, 1, 1);
        assertArrayEquals(new float[] {2, 3, 4}, new Crop(1, 0, 0, 3, 1, 1).apply(line).voxels());
        assertArrayEquals(new float[] {0, 0, 1, 2}, new Crop(-2, 0, 0, 4, 1, 1).apply(line).voxels());
        assertArrayEquals(new float[] {5, 0, 0}, new Crop(4, 0, 0, 3, 1, 1).apply(line).voxels());
        assertArrayEquals(new float[] {0, 0}, new Crop(7, 0, 0, 2, 1, 1).apply(line).voxels());
        assertArrayEquals(new float[] {0, 0}, new Crop(-4, 0, 0, 2, 1, 1).apply(line).voxels());
    }

    @ParameterizedTest
    @CsvSource({"1,2,0,3,2,4", "-1,-2,-3,9,9,9", "-1,1,0,4,9,2", "3,-1,2,9,3,1"})
    void everyVoxelKeepsItsPlaceAndUndoIsExact(int x, int y, int z, int nx, int ny, int nz) {
        Volume scan = counting(5, 4, 6);
        Crop crop = new Crop(x, y, z, nx, ny, nz);
        Volume cut = crop.apply(scan);
        assertArrayEquals(OBLIQUE.apply(x + 2, y + 1, z + 3), cut.geometry().affine().apply(2, 1, 3), 1e-12);
        Volume back = crop.undo(cut, scan.geometry());
        assertSame(scan.geometry(), back.geometry());
        for (int k = 0; k < 6; k++) {
            for (int j = 0; j < 4; j++) {
                for (int i = 0; i < 5; i++) {
                    boolean inside = i >= x && i < x + nx && j >= y && j < y + ny && k >= z && k < z + nz;
                    assertEquals(inside ? scan.get(i, j, k) : 0, back.get(i, j, k));
                }
            }
        }
    }

    @Test
    void aResultOfAnotherSizeIsNotPutBack() {
        Volume scan = counting(5, 4, 6);
        DawsonException e = assertThrows(DawsonException.class,
            () -> new Crop(0, 0, 0, 2, 2, 2).undo(scan, scan.geometry()));
        assertEquals("counting: has 5×4×6 voxels where the box has 2×2×2; put back only what was computed on this crop",
            e.getMessage());
    }

    @Test
    void theBoxOfAStrippedHeadIsThatOfItsNonZeroVoxels() {
        Volume scan = Volume.zeros(Geometry.ofSpacing(20, 20, 20, 1, 1, 1), "stripped");
        scan.voxels()[scan.index(4, 5, 6)] = -1; // interpolation leaves negative voxels in real ones
        scan.voxels()[scan.index(10, 12, 14)] = 3;
        assertEquals(new Crop(4, 5, 6, 7, 8, 9), HeadBox.of(scan, 0));
        assertEquals(new Crop(0, 0, 1, 16, 18, 19), HeadBox.of(scan, 5));
    }

    @Test
    void theBoxOfAHeadInNoiseIsThatOfItsTissue() {
        Volume scan = Volume.zeros(Geometry.ofSpacing(30, 30, 30, 1, 1, 1), "noisy");
        Random random = new Random(5);
        for (int i = 0; i < scan.voxels().length; i++) {
            scan.voxels()[i] = 20 * random.nextFloat();
        }
        for (int z = 7; z < 25; z++) {
            for (int y = 6; y < 20; y++) {
                for (int x = 5; x < 22; x++) {
                    scan.voxels()[scan.index(x, y, z)] += 300 + 100 * random.nextFloat();
                }
            }
        }
        scan.voxels()[0] = 400; // one spike does not make a head
        assertEquals(new Crop(5, 6, 7, 17, 14, 18), HeadBox.of(scan, 0));
    }

    @Test
    void aScanWithoutContrastIsKeptWhole() {
        Volume zeros = Volume.zeros(Geometry.ofSpacing(3, 4, 5, 1, 1, 1), "zeros");
        assertEquals(new Crop(0, 0, 0, 3, 4, 5), HeadBox.of(zeros, 0));
        float[] sevens = new float[60];
        Arrays.fill(sevens, 7);
        assertEquals(new Crop(0, 0, 0, 3, 4, 5), HeadBox.of(zeros.with(sevens), 0));
    }

    @Test
    void otsuPartsTwoHeaps() {
        float[] values = {0, 1, 2, 1, 1, 0, 100, 104, 98, Float.NaN};
        float t = Otsu.threshold(values);
        assertTrue(t >= 2 && t < 98, "threshold " + t);
    }
}
