package org.dawsonmri.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.plugin.FolderOpener;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SliceGridTest {

    /** Sagittal: rows run to the back, columns to the feet. */
    private static final double[] SAGITTAL = {0, 1, 0, 0, 0, -1};

    @Test
    void axesAreTurnedFromDicomsToNiftis() {
        Geometry grid = SliceGrid.of("t1", List.of(at(10, -20, 30), at(8, -20, 30), at(6, -20, 30)), 7, 9);
        assertArrayEquals(new int[] {7, 9, 3}, grid.shape());
        assertEquals(Affine.of(0, 0, 2, -10, -0.5, 0, 0, 20, 0, -0.6, 0, 30), grid.affine());
    }

    @Test
    void aTiltedGantryShears() {
        Geometry grid = SliceGrid.of("ct", List.of(at(0, 0, 0), at(3, 0, 0.4), at(6, 0, 0.8)), 4, 4);
        assertArrayEquals(new double[] {-6, 0, 0.8}, grid.affine().apply(0, 0, 2), 1e-12);
    }

    @Test
    void aSingleSliceIsAsThickAsItSays() {
        DicomSlice slice = DicomSlice.read(Map.of("0020,0032", " 1\\2\\3", "0020,0037", "1\\0\\0\\0\\1\\0", "0028,0030",
            "0.5\\0.6", "0018,0050", "4")::get);
        assertArrayEquals(new double[] {0.6, 0.5, 4}, SliceGrid.of("one", List.of(slice), 4, 4).spacingMm(), 1e-12);
    }

    @Test
    void whatMakesNoGridIsRefused() {
        refused("turned", at(0, 0, 0), new DicomSlice(new double[] {2, 0, 0}, new double[] {0, 1, 0, 0.02, 0, -1},
            new double[] {0.6, 0.5}, 1));
        refused("evenly", at(0, 0, 0), at(2, 0, 0), at(5, 0, 0));
        refused("same place", at(0, 0, 0), at(2, 0, 0), at(0, 0, 0), at(2, 0, 0));
        refused("before slice", at(0, 0, 0), at(4, 0, 0), at(2, 0, 0));
    }

    @Test
    void withoutPositionsThereIsNoPlace() {
        assertEquals(null, DicomSlice.read(Map.of("0020,0037", "1\\0\\0\\0\\1\\0", "0028,0030", "1\\1")::get));
        assertEquals(null, DicomSlice.read(Map.of("0020,0032", "1\\x\\3", "0020,0037", "1\\0\\0\\0\\1\\0", "0028,0030",
            "1\\1")::get));
    }

    /** The affine that dcm2niix 1.0.20220720 gives, its rows laid in ImageJ's order. */
    @Test
    void aRealSeriesLiesWhereDcm2niixPutsIt() {
        Path series = Path.of(System.getProperty("dawson.data", "../shared/data")).resolve("dicom/t1_sagittal");
        assumeTrue(Files.isDirectory(series), series + " is not there");
        Volume found = Images.toVolume(FolderOpener.open(series.toString()), Progress.NONE);
        Affine rowsUp = Affine.of(-0.699310362, 0.0176796522, 0.0233943947, 88.1640549, 0.0152515965, 0.660942614,
            -0.0859552845, -105.888046, 0.0267462861, 0.0853626430, 0.660686016, -76.7568512);
        assertArrayEquals(rowsUp.apply(273, 0, 39), found.geometry().affine().apply(273, 383, 39), 1e-3);
        assertArrayEquals(rowsUp.apply(0, 383, 0), found.geometry().affine().apply(0, 0, 0), 1e-3);
    }

    private static DicomSlice at(double x, double y, double z) {
        return new DicomSlice(new double[] {x, y, z}, SAGITTAL, new double[] {0.6, 0.5}, 1);
    }

    private static void refused(String why, DicomSlice... slices) {
        String message = assertThrows(DawsonException.class, () -> SliceGrid.of("series", List.of(slices), 4, 4))
            .getMessage();
        assertTrue(message.startsWith("series: its DICOM slices make no grid: ") && message.contains(why), message);
    }
}
