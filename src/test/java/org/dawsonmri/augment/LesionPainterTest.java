package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiType;
import org.dawsonmri.nifti.NiftiWriter;
import org.dawsonmri.preprocess.Background;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Shapes read from files and drawn into slices of a scan that is stored from right to left. */
class LesionPainterTest {

    private static final Geometry GRID =
        new Geometry(40, 30, 8, Affine.scaling(-1, 1, 2).withOrigin(39, 0, 0), SpatialUnit.MILLIMETRE);

    @TempDir
    private Path folder;
    private PreparedScan scan;
    private LabelledImage slice;

    @BeforeEach
    void makeScan() {
        Volume brain = Volume.zeros(GRID, "brain");
        SplittableRandom random = new SplittableRandom(1);
        for (int z = 1; z < 7; z++) {
            for (int y = 2; y < 28; y++) {
                for (int x = 2; x < 38; x++) {
                    brain.voxels()[brain.index(x, y, z)] = (float) (100 + random.nextGaussian());
                }
            }
        }
        scan = PreparedScan.of(List.of(brain), new Preprocessing(), Progress.NONE);
        slice = LabelledImage.of(scan.channels(), null, List.of(Background.of(scan.channels().get(0))), 2, 4);
    }

    @Test
    void shapesAreBroughtToTheWorkingGrid() {
        writeMask("a.nii.gz", 10, 12, 4);
        LesionShapes shapes = LesionShapes.read(folder, scan, 2, Progress.NONE);
        assertEquals(1, shapes.count());
        // Column 10 from the right is column 29 from the left.
        assertArrayEquals(new int[] {12 * 40 + 28, 12 * 40 + 29}, shapes.lesions(0, 4).get(0));
        assertEquals(List.of(), shapes.lesions(0, 3));
        assertEquals(0, shapes.leftRight());
    }

    @Test
    void shapesAreCutAcrossAnyAxis() {
        writeMask("a.nii.gz", 10, 12, 4);
        LesionShapes sagittal = LesionShapes.read(folder, scan, 0, Progress.NONE);
        assertArrayEquals(new int[] {4 * 30 + 12}, sagittal.lesions(0, 29).get(0));
        assertEquals(0, sagittal.lesions(0, 10).size());
    }

    @Test
    void lesionsComeToTheirPlaceAndToTheOtherSide() {
        writeMask("a.nii.gz", 10, 12, 4);
        LesionPainter painter = painter(2, 0, true);
        int here = 0;
        int there = 0;
        for (int i = 0; i < 40; i++) {
            LabelledImage painted = painter.draw(new SplittableRandom(i), slice, 4).apply(slice);
            here += painted.labels()[12 * 40 + 29];
            there += painted.labels()[12 * 40 + 10];
        }
        assertEquals(40, here + there);
        assertTrue(here > 8 && there > 8, here + " and " + there);
    }

    @Test
    void sagittalLesionsComeFromTheOtherSidesPlane() {
        writeMask("a.nii.gz", 10, 12, 4);
        LesionPainter painter = painter(0, 0, true);
        LabelledImage plane = LabelledImage.of(scan.channels(), null, slice.background(), 0, 10);
        long painted = IntStream.range(0, 40).filter(i ->
            painter.draw(new SplittableRandom(i), plane, 10).apply(plane).labels()[4 * 30 + 12] == 1).count();
        assertTrue(painted > 8 && painted < 32, painted + " of 40");
    }

    @Test
    void planesThatAreFarFromAnyLesionStayAsTheyAre() {
        writeMask("a.nii.gz", 10, 12, 4);
        LesionPainter painter = painter(2, 1, false);
        for (int i = 0; i < 20; i++) {
            assertArrayEquals(slice.labels(), painter.draw(new SplittableRandom(i), slice, 1).apply(slice).labels());
        }
        long near = IntStream.range(0, 20).filter(i -> IntStream.of(
            painter.draw(new SplittableRandom(i), slice, 5).apply(slice).labels()).sum() > 0).count();
        assertTrue(near > 15, near + " of 20");
    }

    @Test
    void sameSeedSamePainting() {
        writeMask("a.nii.gz", 10, 12, 4);
        writeMask("b.nii.gz", 20, 20, 4);
        LesionPainter painter = painter(2, 2, true);
        LabelledImage a = painter.apply(slice, 4, new SplittableRandom(8));
        LabelledImage b = painter.apply(slice, 4, new SplittableRandom(8));
        assertArrayEquals(a.images(), b.images());
        assertArrayEquals(a.labels(), b.labels());
    }

    @Test
    void foldersWithoutLesionsAreRefused() {
        String message = assertThrows(DawsonException.class,
            () -> LesionShapes.read(folder.resolve("none"), scan, 2, Progress.NONE)).getMessage();
        assertTrue(message.contains("there is no such folder"), message);
        assertMessage("has 0 NIfTI files");
        NiftiWriter.write(Volume.zeros(GRID, "empty"), folder.resolve("empty.nii.gz"), NiftiType.UINT8);
        assertMessage("has 1 NIfTI files, none of them with a lesion");
        Geometry other = new Geometry(40, 30, 8, Affine.scaling(-1, 1, 2).withOrigin(69, 0, 0),
            SpatialUnit.MILLIMETRE);
        NiftiWriter.write(Volume.zeros(other, "far"), folder.resolve("d.nii.gz"), NiftiType.UINT8);
        assertMessage("d.nii.gz: lies up to 30 mm (30 voxels) away from brain");
    }

    private void assertMessage(String part) {
        String message = assertThrows(DawsonException.class,
            () -> LesionShapes.read(folder, scan, 2, Progress.NONE)).getMessage();
        assertTrue(message.contains(part) && message.lines().count() == 1, message);
    }

    private LesionPainter painter(int axis, int planeShift, boolean flip) {
        PaintedLesions settings = new PaintedLesions(folder.toString(), 1, null, List.of(1.0, 1.0), List.of(1.0, 1.0),
            List.of(0.0, 0.0), List.of(0.5, 0.5), 0, planeShift, flip);
        LesionContrast contrast = new LesionContrast(List.of(0.4), List.of(0.05), List.of(0.01),
            new TissueRange(List.of(-100.0), List.of(100.0)));
        return new LesionPainter(settings, LesionShapes.read(folder, scan, axis, Progress.NONE), contrast, 1);
    }

    /** A lesion of two voxels along x, from (x, y, z) on in the stored order. */
    private void writeMask(String name, int x, int y, int z) {
        Volume mask = Volume.zeros(GRID, name);
        mask.voxels()[mask.index(x, y, z)] = 1;
        mask.voxels()[mask.index(x + 1, y, z)] = 1;
        NiftiWriter.write(mask, folder.resolve(name), NiftiType.UINT8);
    }
}
