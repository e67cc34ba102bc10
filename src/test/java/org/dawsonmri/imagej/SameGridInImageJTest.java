package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.imagej.Fixtures.Warnings;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelOverlay;
import org.dawsonmri.imagej.image.OpenScans;
import org.dawsonmri.imagej.job.LabelJob;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Labels that are laid over open images fit by the same rule as everywhere. */
class SameGridInImageJTest {

    private final Geometry grid = Fixtures.oblique();
    private final ImagePlus image = Images.toImagePlus(Fixtures.scan(grid, 1));
    private final Volume labels = Fixtures.labels(grid);
    private final Warnings warnings = new Warnings();

    @TempDir
    private Path folder;

    @Test
    void labelsStoredInAnotherOrderAreDrawnInTheirPlace() {
        labels.voxels()[labels.index(1, 1, 1)] = 3;
        LabelOverlay.draw(image, labels, "a", 0.4, warnings);
        LabelOverlay.draw(image, Reorient.to(labels, Orientation.parse("IPR")), "b", 0.4, warnings);
        assertEquals(4, image.getOverlay().size());
        for (int i = 0; i < 2; i++) {
            ImageRoi expected = (ImageRoi) image.getOverlay().get(i);
            ImageRoi found = (ImageRoi) image.getOverlay().get(i + 2);
            assertEquals(expected.getPosition(), found.getPosition());
            assertArrayEquals((int[]) expected.getProcessor().getPixels(), (int[]) found.getProcessor().getPixels());
        }
        assertTrue(warnings.texts.isEmpty(), warnings.texts.toString());
    }

    @Test
    void halfAVoxelIsDrawnWithAWarningAndAWholeOneIsNot() {
        LabelOverlay.draw(image, moved(0.5), "a", 0.4, warnings);
        assertEquals(2, image.getOverlay().size());
        assertTrue(warnings.texts.get(0).contains("(0.5 voxels) away from scan"), warnings.texts.toString());
        String message = assertThrows(DawsonException.class,
            () -> LabelOverlay.draw(image, moved(1.1), "a", 0.4, warnings)).getMessage();
        assertTrue(message.contains("(1.1 voxels) away from scan"), message);
    }

    @Test
    void anImageThatDoesNotSayWhereItLiesTakesLabelsOfItsShape() {
        ImagePlus plain = new ImagePlus("plain", image.getStack());
        LabelOverlay.draw(plain, labels, "a", 0.4, warnings);
        assertEquals(2, plain.getOverlay().size());
        assertEquals("labels: is drawn voxel on voxel, as plain does not say where it lies in the scanner",
            warnings.texts.get(0));
        Volume other = Volume.zeros(Geometry.ofSpacing(5, 7, 4, 1, 1, 1), "other");
        assertThrows(DawsonException.class, () -> LabelOverlay.draw(plain, other, "a", 0.4, warnings));
    }

    @Test
    void labelsThatAreChangedTakeTheScansOrderAndGeometry() {
        Path scan = folder.resolve("scan.nii");
        Path mask = folder.resolve("mask.nii");
        Path before = folder.resolve("before.nii");
        NiftiWriter.write(Fixtures.scan(grid, 1), scan, NiftiType.FLOAT32);
        NiftiWriter.write(Reorient.to(labels, Orientation.parse("IPR")), before, NiftiType.UINT8);
        Volume drawn = Volume.zeros(grid, "mask");
        drawn.voxels()[drawn.index(6, 4, 3)] = 1;
        NiftiWriter.write(Reorient.to(drawn, Orientation.parse("PSL")), mask, NiftiType.UINT8);
        try (OpenScans scans = new OpenScans(null, warnings)) {
            ImagePlus after = new LabelJob("mask", mask.toString(), 5, "", "add").label(scan.toString(),
                before.toString(), "", Existing.REFUSE, false, scans, warnings);
            Volume found = Images.toVolume(after, warnings);
            assertEquals(NiftiReader.read(scan).geometry(), found.geometry());
            labels.voxels()[labels.index(6, 4, 3)] = 5;
            assertArrayEquals(labels.voxels(), found.voxels());
        }
        assertTrue(warnings.texts.isEmpty(), warnings.texts.toString());
    }

    private Volume moved(double slices) {
        Affine a = grid.affine();
        Affine moved = a.withOrigin(a.get(0, 3) + slices * a.get(0, 2), a.get(1, 3) + slices * a.get(1, 2),
            a.get(2, 3) + slices * a.get(2, 2));
        return new Volume(grid.with(7, 5, 4, moved), labels.voxels(), "labels");
    }
}
