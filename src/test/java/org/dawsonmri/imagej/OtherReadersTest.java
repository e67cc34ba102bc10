package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.Fixtures.Warnings;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import ij.process.StackProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** NIfTI files that another reader opened, and DICOM slices, made here as Bio-Formats, SCIFIO and ImageJ make them. */
class OtherReadersTest {

    private static final float SLOPE = 0.5f;
    private static final float INTERCEPT = -100;

    @TempDir
    private Path dir;
    private final Warnings warnings = new Warnings();

    @Test
    void placeAndValuesComeFromTheFile() throws IOException {
        Path file = file();
        Volume expected = NiftiReader.read(file);
        Volume found = Images.toVolume(asBioFormatsOpensIt(file), warnings);
        assertEquals(expected.geometry(), found.geometry());
        assertArrayEquals(expected.voxels(), found.voxels());
    }

    @Test
    void aDuplicateIsTracedByItsInfoAndACropKeepsItsPlace() throws IOException {
        Path file = file();
        ImagePlus image = asBioFormatsOpensIt(file);
        Geometry expected = NiftiReader.read(file).geometry();
        assertEquals(expected, Images.toVolume(image.duplicate(), Progress.NONE).geometry());
        image.setRoi(4, 5, 25, 30);
        Geometry part = Images.toVolume(image.crop("stack"), Progress.NONE).geometry();
        assertArrayEquals(expected.affine().apply(4, 5, 0), part.affine().apply(0, 0, 0), 1e-9);
    }

    @Test
    void aScifioDatasetHasItsSource() throws IOException {
        Path file = file();
        ImagePlus image = asBioFormatsOpensIt(file);
        image.setProperty("Info", "Dataset name = scan.nii\n");
        image.getCalibration().setUnit(null);
        assertEquals(NiftiReader.read(file).geometry(), Images.toVolume(image, Progress.NONE).geometry());
    }

    @Test
    void whatIsNotInTheFileIsRefused() throws IOException {
        Path file = file();
        ImagePlus flipped = asBioFormatsOpensIt(file);
        new StackProcessor(flipped.getStack()).flipVertical();
        refused(flipped, "no longer what the file holds");
        ImagePlus gone = asBioFormatsOpensIt(file);
        Files.delete(file);
        refused(gone, "not there any more");
    }

    @Test
    void dicomSlicesSayWhereTheyLie() {
        ImagePlus stack = slices(2.5, 2.5);
        Geometry found = Images.toVolume(stack, warnings).geometry();
        assertArrayEquals(new double[] {90, 126, -72}, found.affine().apply(0, 0, 0), 1e-9);
        assertArrayEquals(new double[] {90 - 0.8, 126 - 0.7, -72 + 2.5}, found.affine().apply(1, 1, 1), 1e-9);
        assertEquals(1, found.codes().sform());
        assertTrue(assertThrows(DawsonException.class, () -> Images.toVolume(slices(2.5, 4), warnings)).getMessage()
            .contains("do not lie evenly"));
        stack.setRoi(0, 0, 3, 3);
        assertTrue(assertThrows(DawsonException.class, () -> Images.toVolume(stack.crop("stack"), warnings))
            .getMessage().contains("3×3"));
        stack.deleteRoi();
        stack.getStack().setSliceLabel("slice without a header", 2);
        assertTrue(Images.toVolume(stack, warnings).geometry().codes().isNone());
    }

    // -- Helper methods --

    /** Whole numbers. */
    private static Volume head() {
        Volume head = Fixtures.head(3);
        for (int i = 0; i < head.voxels().length; i++) {
            head.voxels()[i] = Math.round(head.voxels()[i]);
        }
        return head;
    }

    private Path file() throws IOException {
        Path file = dir.resolve("scan.nii");
        NiftiWriter.write(head(), file, NiftiType.INT16);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(112, SLOPE).putFloat(116, INTERCEPT);
        return Files.write(file, bytes);
    }

    /** In microns, slope and intercept left out, 16-bit with a calibration function for the sign. */
    private static ImagePlus asBioFormatsOpensIt(Path file) {
        Volume head = head();
        Geometry g = head.geometry();
        ImageStack stack = new ImageStack(g.nx(), g.ny());
        for (int z = 0; z < g.nz(); z++) {
            ShortProcessor slice = new ShortProcessor(g.nx(), g.ny());
            for (int i = 0; i < g.nx() * g.ny(); i++) {
                slice.set(i, 32768 + (int) head.voxels()[z * g.nx() * g.ny() + i]);
            }
            stack.addSlice(slice);
        }
        ImagePlus image = new ImagePlus("scan.nii", stack);
        image.setProperty("Info", " BitsPerPixel = 16\nAffine transform X[0] = 0.9\nLocation = " + file + "\n");
        Calibration calibration = new Calibration();
        calibration.setUnit("micron");
        calibration.pixelWidth = 900;
        calibration.pixelHeight = 1100;
        calibration.pixelDepth = 3000;
        image.setCalibration(calibration);
        image.getLocalCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-32768, 1}, "gray value");
        FileInfo info = new FileInfo();
        info.fileName = file.getFileName().toString();
        info.directory = file.getParent() + "/";
        image.setFileInfo(info);
        return image;
    }

    /** Three axial slices, the head's. */
    private static ImagePlus slices(double first, double second) {
        ImageStack stack = new ImageStack(4, 5);
        double[] z = {-72, -72 + first, -72 + first + second};
        for (int i = 0; i < 3; i++) {
            stack.addSlice("IM" + i
                + ".dcm\n0008,0060  Modality: MR\n0008,1140  ---: \n0020,0032  >Image Position: 1\\1\\1\n"
                + "0020,0032  Image Position (Patient): -90\\-126\\" + z[i] + "\n"
                + "0020,0037  Image Orientation (Patient): 1\\0\\0\\0\\1\\0\n0028,0010  Rows: 5\n0028,0011  Columns: 4\n"
                + "0028,0030  Pixel Spacing: 0.7\\0.8\n", new ShortProcessor(4, 5));
        }
        return new ImagePlus("brain", stack);
    }

    private static void refused(ImagePlus image, String why) {
        String message = assertThrows(DawsonException.class, () -> Images.toVolume(image, Progress.NONE)).getMessage();
        assertTrue(message.contains(why) && message.endsWith("File > Open or Dawson Open Scan..."), message);
    }
}
