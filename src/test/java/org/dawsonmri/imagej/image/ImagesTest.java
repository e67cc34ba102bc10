package org.dawsonmri.imagej.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.imagej.Fixtures.Warnings;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.NewImage;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.plugin.Duplicator;
import ij.process.ImageProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class ImagesTest {

    private final Warnings warnings = new Warnings();

    @Test
    void roundTripKeepsEveryValueAndTheGeometryToTheLastBit() {
        Volume scan = Fixtures.scan(Fixtures.oblique(), 1);
        Volume back = Images.toVolume(Images.toImagePlus(scan), warnings);
        assertArrayEquals(scan.voxels(), back.voxels());
        assertEquals(scan.geometry(), back.geometry());
        assertEquals(List.of(), warnings.texts);
    }

    @Test
    void pixelsAreInStoredOrder() {
        Volume scan = Fixtures.scan(Fixtures.oblique(), 2);
        ImagePlus image = Images.toImagePlus(scan);
        assertEquals(scan.get(5, 1, 3), image.getStack().getProcessor(4).getf(5, 1));
        assertEquals("mm", image.getCalibration().getUnit());
        assertEquals(1.1, image.getCalibration().pixelHeight, 1e-12);
        assertEquals(3, image.getCalibration().pixelDepth, 1e-12);
    }

    @Test
    void savedTiffKeepsTheGeometry(@TempDir Path dir) {
        Volume scan = Fixtures.scan(Fixtures.oblique(), 3);
        String file = dir.resolve("scan.tif").toString();
        assertTrue(new FileSaver(Images.toImagePlus(scan)).saveAsTiffStack(file));
        Volume back = Images.toVolume(IJ.openImage(file), warnings);
        assertEquals(scan.geometry(), back.geometry());
        assertArrayEquals(scan.voxels(), back.voxels());
        assertEquals(List.of(), warnings.texts);
    }

    @Test
    void duplicateKeepsTheGeometryAndASubstackItsPlace() {
        ImagePlus image = Images.toImagePlus(Fixtures.scan(Fixtures.oblique(), 4));
        assertEquals(Fixtures.oblique(), Images.toVolume(new Duplicator().run(image), warnings).geometry());
        Geometry geometry = Images.toVolume(new Duplicator().run(image, 2, 3), warnings).geometry();
        assertArrayEquals(new int[] {7, 5, 2}, geometry.shape());
        assertArrayEquals(Fixtures.oblique().affine().apply(0, 0, 1), geometry.affine().apply(0, 0, 0), 1e-9);
        assertEquals(List.of(), warnings.texts);
    }

    @Test
    void correctedPixelSizeIsTakenAndTheDirectionsStay() {
        ImagePlus image = Images.toImagePlus(Fixtures.scan(Fixtures.oblique(), 5));
        image.getCalibration().pixelDepth = 4.5;
        Geometry geometry = Images.toVolume(image, warnings).geometry();
        assertEquals(4.5, geometry.spacingMm(2), 1e-9);
        assertEquals(Fixtures.oblique().affine().get(1, 2) * 1.5, geometry.affine().get(1, 2), 1e-12);
        assertEquals(Fixtures.oblique().affine().get(0, 3), geometry.affine().get(0, 3));
        assertEquals(1, warnings.texts.size());
    }

    @Test
    void foreignImagesGetTheirSpacingInMillimetres() {
        ImagePlus image = NewImage.createFloatImage("microscope", 4, 3, 2, NewImage.FILL_BLACK);
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 500;
        calibration.pixelHeight = 250;
        calibration.pixelDepth = 2000;
        calibration.setUnit("micron");
        assertArrayEquals(new double[] {0.5, 0.25, 2}, Images.toVolume(image, warnings).geometry().spacingMm(), 1e-12);
        calibration.setZUnit("mm");
        calibration.pixelDepth = 2;
        assertArrayEquals(new double[] {0.5, 0.25, 2}, Images.toVolume(image, warnings).geometry().spacingMm(), 1e-12);
    }

    @Test
    void uncalibratedImagesWarnAndLieNowhere() {
        ImagePlus image = NewImage.createByteImage("plain", 4, 3, 2, NewImage.FILL_BLACK);
        Geometry geometry = Images.toVolume(image, warnings).geometry();
        assertArrayEquals(new double[] {1, 1, 1}, geometry.spacingMm());
        assertTrue(geometry.codes().isNone());
        assertTrue(warnings.texts.get(0).contains("unit 'pixel'"), warnings.texts.toString());
        assertTrue(warnings.texts.get(1).contains("does not say how it lies"), warnings.texts.toString());
    }

    @Test
    void sizesWithoutAUnitAreMillimetres() {
        ImagePlus image = NewImage.createFloatImage("dataset", 4, 3, 2, NewImage.FILL_BLACK);
        for (String unit : new String[] {null, "pixel", "", "furlong"}) {
            warnings.texts.clear();
            image.getCalibration().pixelWidth = 0.9;
            image.getCalibration().pixelHeight = 1.1;
            image.getCalibration().pixelDepth = 3;
            image.getCalibration().setUnit(unit);
            Geometry geometry = Images.toVolume(image, warnings).geometry();
            assertArrayEquals(new double[] {0.9, 1.1, 3}, geometry.spacingMm(), 1e-12);
            assertTrue(geometry.codes().isNone());
            assertTrue(warnings.texts.get(0).contains("0.9×1.1×3.0") && warnings.texts.get(0).contains("taken for mm"),
                warnings.texts.toString());
        }
    }

    @Test
    void labelsAreIntegersWithColoursOfTheirOwn() {
        ImagePlus image = Images.toImagePlus(Fixtures.labels(Fixtures.oblique()));
        assertEquals(8, image.getBitDepth());
        assertEquals(2, image.getDisplayRangeMax());
        image.setSlice(2);
        ImageProcessor shown = image.getProcessor();
        assertEquals(2, shown.get(4, 2));
        assertEquals(LabelColours.of(2).getRGB(), shown.convertToColorProcessor().get(4, 2) | 0xff000000);
        assertEquals(LabelColours.of(1).getRGB(), shown.convertToColorProcessor().get(1, 2) | 0xff000000);
        assertEquals(0, shown.convertToColorProcessor().get(0, 0) & 0xffffff);
    }

    @Test
    void wideLabelsKeepTheirNumbers() {
        Volume labels = Volume.zeros(Fixtures.oblique(), "aseg");
        labels.voxels()[9] = 2035;
        ImagePlus image = Images.toImagePlus(labels);
        assertEquals(16, image.getBitDepth());
        assertArrayEquals(labels.voxels(), Images.toVolume(image, Progress.NONE).voxels());
    }

    @Test
    void aScanOfWholeNumbersIsNoLabelMap() {
        Volume scan = Volume.zeros(Geometry.ofSpacing(100, 1, 1, 1, 1, 1), "scan");
        for (int i = 0; i < 100; i++) {
            scan.voxels()[i] = i;
        }
        assertEquals(32, Images.toImagePlus(scan).getBitDepth());
    }

    @Test
    void framesMakeAHyperstack() {
        List<Volume> frames = List.of(Fixtures.scan(Fixtures.oblique(), 6), Fixtures.scan(Fixtures.oblique(), 7));
        ImagePlus image = Images.toImagePlus(frames, "bold");
        assertEquals(2, image.getNFrames());
        assertEquals(4, image.getNSlices());
        assertArrayEquals(frames.get(1).voxels(), Images.toVolume(image, 1, warnings).voxels());
        assertTrue(assertThrows(DawsonException.class, () -> Images.toVolume(image, warnings)).getMessage()
            .contains("2 frames"));
    }

    @Test
    void signedSixteenBitImagesGiveNegativeNumbers() {
        ImagePlus image = NewImage.createShortImage("ct", 2, 1, 1, NewImage.FILL_BLACK);
        image.getCalibration().setSigned16BitCalibration();
        image.getProcessor().set(1, 32768 + 40);
        assertArrayEquals(new float[] {-32768, 40}, Images.toVolume(image, Progress.NONE).voxels());
    }

    @Test
    void colourImagesAreRefused() {
        ImagePlus image = NewImage.createRGBImage("photo", 2, 2, 1, NewImage.FILL_WHITE);
        assertTrue(assertThrows(DawsonException.class, () -> Images.toVolume(image, Progress.NONE)).getMessage()
            .startsWith("photo: is a colour image"));
    }

    @Test
    void displayRangeLeavesOutBackgroundAndOutliers() {
        Volume scan = Volume.zeros(Geometry.ofSpacing(10_100, 1, 1, 1, 1, 1), "scan");
        for (int i = 0; i < 10_000; i++) {
            scan.voxels()[i] = 100 + i / 100f;
        }
        scan.voxels()[0] = 1e6f;
        ImagePlus image = Images.toImagePlus(scan);
        assertEquals(100, image.getDisplayRangeMin(), 0.2);
        assertEquals(200, image.getDisplayRangeMax(), 0.2);
    }
}
