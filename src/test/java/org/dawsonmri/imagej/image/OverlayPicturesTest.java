package org.dawsonmri.imagej.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.report.SliceChoice;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.SpatialUnit;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

class OverlayPicturesTest {

    /** 30 × 40 mm per slice, stored from left to right, back to front: LPS order, so every axis has to be turned. */
    private static final Geometry LPS = new Geometry(30, 20, 5,
        Affine.of(-1, 0, 0, 0, 0, -2, 0, 0, 0, 0, 3, 0), SpatialUnit.MILLIMETRE);

    @TempDir
    private Path dir;

    @Test
    void patientsRightIsLeftFrontIsUpAndProportionsAreTrue() throws IOException {
        Volume scan = Volume.zeros(LPS, "scan");
        Volume labels = Volume.zeros(LPS, "labels.nii.gz");
        for (int z = 0; z < 5; z++) {
            scan.voxels()[scan.index(3, 2, z)] = 50; // patient's right, near the front
            scan.voxels()[scan.index(4, 2, z)] = 100;
        }
        labels.voxels()[labels.index(25, 15, 2)] = 1;
        Path file = OverlayPictures.write(dir.resolve("pictures"), scan, labels, null, 9, GridRule.VOXEL,
            Progress.NONE);
        assertEquals("labels_overlay.png", file.getFileName().toString());
        BufferedImage picture = ImageIO.read(file.toFile());
        assertEquals(4 + 270 + 4, picture.getWidth()); // one slice, 30 mm where the longest side, 40 mm, is 360
        assertEquals(4 + 360 + 4, picture.getHeight());
        int bright = new Color(picture.getRGB(4 + (int) (4.5 * 9), 4 + (int) (2.5 * 18))).getGreen();
        assertEquals(255, bright, 15); // between voxel centres
        assertEquals(0, picture.getRGB(4 + (int) (25.5 * 9), 4 + (int) (2.5 * 18)) & 0xff);
        assertEquals(OverlayPictures.PREDICTION.getRGB(), picture.getRGB(4 + 25 * 9, 4 + 15 * 18 + 9));
        try (var left = Files.list(dir.resolve("pictures"))) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void slicesSpreadOverTheStructureAndShowMostOfIt() {
        Volume labels = Volume.zeros(Geometry.ofSpacing(4, 4, 10, 1, 1, 1), "labels");
        int[] area = {0, 0, 1, 3, 2, 1, 4, 4, 0, 0};
        for (int z = 0; z < 10; z++) {
            for (int i = 0; i < area[z]; i++) {
                labels.voxels()[labels.index(i, 0, z)] = 1;
            }
        }
        assertEquals(List.of(3, 6), SliceChoice.of(List.of(labels), 2));
        assertEquals(List.of(2, 3, 4, 5, 6, 7), SliceChoice.of(List.of(labels), 20));
        Volume empty = Volume.zeros(labels.geometry(), "empty");
        assertEquals(List.of(2, 7), SliceChoice.of(List.of(empty), 2));
    }

    @Test
    void labelsOfAnotherShapeAreRefused() {
        Volume scan = Volume.zeros(LPS, "scan");
        Volume labels = Volume.zeros(Geometry.ofSpacing(2, 2, 2, 1, 1, 1), "labels");
        String message = assertThrows(DawsonException.class,
            () -> OverlayPictures.write(dir, scan, labels, null, 1, GridRule.VOXEL, Progress.NONE)).getMessage();
        assertTrue(message.contains("2×2×2") && message.contains("30×20×5"), message);
    }
}
