package org.dawsonmri.imagej.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.Fixtures;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import org.junit.jupiter.api.Test;

import java.awt.Rectangle;

class LabelOverlayTest {

    private final ImagePlus image = Images.toImagePlus(Fixtures.scan(Fixtures.oblique(), 1));
    private final Volume labels = Fixtures.labels(Fixtures.oblique());

    @Test
    void everySliceWithLabelsGetsItsPicture() {
        LabelOverlay.draw(image, labels, "prediction", 0.4, Progress.NONE);
        assertEquals(2, image.getOverlay().size());
        ImageRoi second = (ImageRoi) image.getOverlay().get(1);
        assertEquals(3, second.getPosition());
        assertEquals(new Rectangle(1, 1, 5, 3), second.getBounds());
        assertEquals(LabelColours.of(2).getRGB() & 0xffffff, second.getProcessor().get(4, 0) & 0xffffff);
    }

    @Test
    void aNameIsDrawnOnce() {
        LabelOverlay.draw(image, labels, "prediction", 0.4, Progress.NONE);
        LabelOverlay.draw(image, labels, "reference", 0.4, Progress.NONE);
        LabelOverlay.draw(image, labels, "prediction", 0.6, Progress.NONE);
        assertEquals(4, image.getOverlay().size());
        LabelOverlay.remove(image, "reference");
        assertEquals(2, image.getOverlay().size());
    }

    @Test
    void anotherShapeIsRefused() {
        Volume other = Volume.zeros(Geometry.ofSpacing(2, 2, 2, 1, 1, 1), "other");
        String message = assertThrows(DawsonException.class,
            () -> LabelOverlay.draw(image, other, "x", 1, Progress.NONE)).getMessage();
        assertTrue(message.startsWith("other: has 2×2×2 voxels of 1×1×1 mm where scan has 7×5×4"), message);
    }
}
