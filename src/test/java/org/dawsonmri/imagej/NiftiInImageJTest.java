package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelColours;
import org.dawsonmri.imagej.image.Scans;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.report.DisplayRange;
import org.dawsonmri.volume.Volume;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.io.IOService;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class NiftiInImageJTest {

    @TempDir
    private Path dir;

    @Test
    void fileOpenGivesValuesSpacingRangeAndGeometry() {
        Path file = dir.resolve("scan.nii.gz");
        NiftiWriter.write(Fixtures.scan(Fixtures.oblique(), 1), file, NiftiType.FLOAT32);
        Volume expected = NiftiReader.read(file);
        ImagePlus opened = IJ.openImage(file.toString());
        Volume found = Images.toVolume(opened, Progress.NONE);
        assertEquals("scan.nii.gz", opened.getTitle());
        assertArrayEquals(expected.voxels(), found.voxels());
        assertEquals(expected.geometry(), found.geometry());
        assertEquals(DisplayRange.of(expected.voxels())[1], opened.getDisplayRangeMax(), 1e-3);
    }

    @Test
    void fileOpenShowsLabelsInColour() {
        Path file = dir.resolve("labels.nii");
        NiftiWriter.write(Fixtures.labels(Fixtures.oblique()), file, NiftiType.UINT8);
        ImagePlus opened = IJ.openImage(file.toString());
        opened.setSlice(2);
        assertEquals(LabelColours.of(2).getRGB(),
            opened.getProcessor().convertToColorProcessor().get(4, 2) | 0xff000000);
    }

    @Test
    void fileOpenKeepsFrames() {
        Path file = dir.resolve("bold.nii");
        NiftiWriter.write(List.of(Fixtures.scan(Fixtures.oblique(), 1), Fixtures.scan(Fixtures.oblique(), 2)), file,
            NiftiType.FLOAT32);
        assertArrayEquals(new int[] {7, 5, 1, 4, 2}, IJ.openImage(file.toString()).getDimensions());
    }

    @Test
    void aBrokenFileOpensNothing() throws IOException {
        Path file = Files.writeString(dir.resolve("broken.nii"), "this is no scan");
        assertNull(IJ.openImage(file.toString()));
    }

    @Test
    void sciJavaOpensAndSaves() throws IOException {
        Path file = dir.resolve("scan.nii.gz");
        NiftiWriter.write(Fixtures.scan(Fixtures.oblique(), 3), file, NiftiType.FLOAT32);
        try (Context context = new Context(IOService.class)) {
            IOService io = context.service(IOService.class);
            ImagePlus opened = (ImagePlus) io.open(file.toString());
            Path copy = dir.resolve("copy.nii");
            io.save(opened, copy.toString());
            assertArrayEquals(NiftiReader.read(file).voxels(), NiftiReader.read(copy).voxels());
            assertEquals(NiftiReader.read(file).geometry(), NiftiReader.read(copy).geometry());
        }
    }

    @Test
    void otherFormatsComeInThroughImageJ() {
        Volume scan = Fixtures.scan(Fixtures.oblique(), 4);
        Path file = dir.resolve("scan.tif");
        IJ.saveAsTiff(Images.toImagePlus(scan), file.toString());
        try (Context context = new Context(IOService.class, ConvertService.class)) {
            Volume found = Images.toVolume(new Scans(context).open(file, Progress.NONE), Progress.NONE);
            assertEquals(scan.geometry(), found.geometry());
        }
    }

    @Test
    void aTextIsNoScan() throws IOException {
        Path file = Files.writeString(dir.resolve("notes.txt"), "not an image");
        try (Context context = new Context(IOService.class, ConvertService.class)) {
            Exception e = assertThrows(DawsonException.class,
                () -> new Scans(context).open(file, Progress.NONE));
            assertTrue(e.getMessage().startsWith(file + ": is in no format"), e.getMessage());
        }
    }
}
