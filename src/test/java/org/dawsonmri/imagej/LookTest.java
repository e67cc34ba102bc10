package org.dawsonmri.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Lesion;
import org.dawsonmri.evaluate.LesionRule;
import org.dawsonmri.evaluate.LesionTable;
import org.dawsonmri.imagej.image.Glasbey;
import org.dawsonmri.imagej.image.HeatOverlay;
import org.dawsonmri.imagej.image.Images;
import org.dawsonmri.imagej.image.LabelOverlay;
import org.dawsonmri.imagej.image.LesionSelection;
import org.dawsonmri.imagej.image.OverlayLayers;
import org.dawsonmri.volume.Volume;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.Point;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Segmentations to look at: colours, heat, layers and selected lesions. */
class LookTest {

    private final Volume labels = Fixtures.labels(Fixtures.oblique());
    private final ImagePlus image = Images.toImagePlus(Fixtures.scan(Fixtures.oblique(), 1));

    @Test
    void labColoursAsPublished() {
        // Bruce Lindbloom's calculator: sRGB red, D65.
        double[] red = Glasbey.lab(0xff0000);
        assertEquals(53.24, red[0], 0.05);
        assertEquals(80.09, red[1], 0.05);
        assertEquals(67.20, red[2], 0.05);
        assertEquals(100, Glasbey.lab(0xffffff)[0], 0.01);
    }

    @Test
    void labelsNeitherLookLikeEachOtherNorLikeTheScan() {
        Set<Color> seen = new HashSet<>();
        for (int label = 0; label < Glasbey.COUNT; label++) {
            assertTrue(seen.add(Glasbey.of(label)));
        }
        for (int a = 0; a < 20; a++) {
            double[] one = Glasbey.lab(Glasbey.of(a).getRGB());
            assertTrue(Math.hypot(one[1], one[2]) > 20, "label " + a + " is nearly grey");
            for (int b = 0; b < a; b++) {
                double[] other = Glasbey.lab(Glasbey.of(b).getRGB());
                double distance = Math.sqrt(Math.pow(one[0] - other[0], 2) + Math.pow(one[1] - other[1], 2)
                    + Math.pow(one[2] - other[2], 2));
                assertTrue(distance > 30, a + " and " + b + " are " + distance + " apart");
            }
        }
        assertEquals(Glasbey.of(3), Glasbey.of(3 + Glasbey.COUNT));
    }

    @Test
    void heatIsTheSumOfTheClasses() {
        HeatOverlay.draw(image, List.of(filled(0.5f), filled(0.25f)), 0.6, Progress.NONE);
        ImageRoi picture = (ImageRoi) image.getOverlay().get(0);
        assertEquals(4, image.getOverlay().size());
        assertEquals(HeatOverlay.colour(75).getRGB() & 0xffffff, picture.getProcessor().get(2, 2) & 0xffffff);
        assertEquals(0.6, picture.getOpacity());
        HeatOverlay.draw(image, List.of(filled(0.04f)), 0.6, Progress.NONE);
        assertEquals(0, image.getOverlay().size());
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        for (float value : new float[] {-1, 2, Float.NaN}) {
            assertTrue(assertThrows(DawsonException.class,
                () -> HeatOverlay.draw(image, List.of(filled(value)), 1, Progress.NONE)).getMessage().startsWith(
                    "labels: holds the value " + value + " where probabilities from 0 to 1 are expected"));
        }
        assertEquals(null, image.getOverlay());
    }

    @Test
    void layersAreSwitchedOneByOne() {
        HeatOverlay.draw(image, List.of(filled(0.5f)), 0.6, Progress.NONE);
        LabelOverlay.draw(image, labels, "prediction", 0.4, Progress.NONE);
        assertEquals(List.of("probability", "prediction"), OverlayLayers.names(image));
        OverlayLayers.setOpacity(image, "probability", 0);
        assertEquals(0, OverlayLayers.opacity(image, "probability"));
        assertEquals(0.4, OverlayLayers.opacity(image, "prediction"));
        assertEquals(6, image.getOverlay().size());
    }

    @Test
    void aSelectedLesionIsOutlinedInItsLargestSlice() {
        labels.voxels()[labels.index(1, 1, 1)] = 0; // slice 2 has more of it than slice 1
        LesionTable table = LesionTable.of(labels, Map.of(), new LesionRule(6, 0, Classes.found()), Progress.NONE);
        Lesion lesion = table.lesions().get(0);
        LesionSelection.select(table, lesion, image);
        assertEquals(3, image.getCurrentSlice());
        Set<Point> inside = new HashSet<>(Arrays.asList(image.getRoi().getContainedPoints()));
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                assertEquals(labels.get(x, y, 2) == 1, inside.contains(new Point(x, y)), x + "," + y);
            }
        }
        ImagePlus frames = Images.toImagePlus(List.of(Fixtures.scan(Fixtures.oblique(), 2),
            Fixtures.scan(Fixtures.oblique(), 3)), "frames");
        frames.setPosition(1, 1, 2);
        LesionSelection.select(table, lesion, frames);
        assertEquals(3, frames.getSlice());
        assertEquals(2, frames.getFrame());
    }

    @Test
    void scansHaveNames() {
        assertEquals("{FLAIR=a, b.nii, T1=/x/c.nii}",
            LesionTables.sources(" FLAIR=a, b.nii, T1=/x/c.nii").toString());
        assertEquals("{flair=/x/flair.nii.gz}", LesionTables.sources("/x/flair.nii.gz").toString());
        assertFalse(LesionTables.sources("").containsKey(""));
        assertEquals(Map.of(), LesionTables.sources(""));
    }

    private Volume filled(float value) {
        float[] values = new float[labels.voxels().length];
        Arrays.fill(values, value);
        return labels.with(values);
    }
}
