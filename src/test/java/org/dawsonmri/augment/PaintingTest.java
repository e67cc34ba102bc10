package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Measuring and painting lesions in a synthetic slice: tissue is 1 on background −2, the lesion +1.5 and −0.6. */
class PaintingTest {

    private static final TissueRange HABITAT = new TissueRange(List.of(0.5, 0.5), List.of(1.5, 1.5));

    private final LabelledImage head = Slice.head(60, 60, 2);

    @Test
    void contrastIsMeasured() {
        LesionContrast.Measurement measurement = new LesionContrast.Measurement(2);
        measurement.add(head, 1);
        assertEquals(1, measurement.count());
        LesionContrast contrast = measurement.result("test");
        assertEquals(1.5 / 3, contrast.mean().get(0), 0.01);
        assertEquals(-0.6 / 3, contrast.mean().get(1), 0.01);
        assertEquals(0, contrast.deviation().get(0), 1e-9);
        assertEquals(0.05 / 3, contrast.texture().get(0), 0.004);
    }

    @Test
    void severalLesionsGiveMeanAndDeviation() {
        float[] images = head.images().clone();
        for (int i = 0; i < images.length; i += 2) {
            images[i] += head.labels()[i / 2] == 1 ? 0.6f : 0;
        }
        LesionContrast.Measurement measurement = new LesionContrast.Measurement(2);
        measurement.add(head, 1);
        measurement.add(head.withImages(images), 1);
        LesionContrast contrast = measurement.result("test");
        assertEquals(0.6, contrast.mean().get(0), 0.01);      // 0.5 and 0.7
        assertEquals(0.1, contrast.deviation().get(0), 0.001);
    }

    @Test
    void withoutLesionsThereIsAMessage() {
        LesionContrast.Measurement measurement = new LesionContrast.Measurement(2);
        measurement.add(head, 7);
        String message = assertThrows(DawsonException.class, () -> measurement.result("d.tsv")).getMessage();
        assertTrue(message.startsWith("d.tsv: no lesion") && message.contains("painted_lesions.label"), message);
    }

    @Test
    void paintedLesionLooksAsDrawn() {
        int[] pixels = disc(30, 15, 4);
        LabelledImage painted = new Painting(List.of(lesion(pixels, 0.7, 0.5)), 1, HABITAT).apply(head);
        int middle = 15 * 60 + 30;
        // All contrasts are relative to the signal, 3; half of the tissue's own noise of 0.05 is left.
        assertEquals(1 + 0.5 * 3, painted.images()[2 * middle], 0.1);
        assertEquals(1 - 0.2 * 3, painted.images()[2 * middle + 1], 0.1);
        assertEquals(1, painted.labels()[middle]);
        double edge = painted.images()[2 * (middle + 4)];
        assertTrue(edge > 1.3 && edge < 2.3, "edge " + edge);
        int labelled = (int) IntStream.of(painted.labels()).filter(l -> l == 1).count();
        int before = (int) IntStream.of(head.labels()).filter(l -> l == 1).count();
        assertEquals(pixels.length, labelled - before, 0.2 * pixels.length);
    }

    @Test
    void smallLesionsAreLabelledToo() {
        int pixel = 15 * 60 + 30;
        LabelledImage painted = new Painting(List.of(lesion(new int[] {pixel}, 0.9, 0.5)), 1, HABITAT).apply(head);
        assertEquals(1, painted.labels()[pixel]);
        assertEquals(2.5, painted.images()[2 * pixel], 0.1);
    }

    @Test
    void whatReachesIntoFluidLooksLikeALesionAsWell() {
        float[] images = head.images().clone();
        int[] pixels = disc(30, 15, 3);
        for (int pixel : pixels) {
            images[2 * pixel] -= pixel % 60 < 30 ? 2 : 0;
        }
        LabelledImage painted = new Painting(List.of(lesion(pixels, 0.4, 0.5)), 1, HABITAT)
            .apply(head.withImages(images));
        assertEquals(2.5, painted.images()[2 * (15 * 60 + 28)], 0.1);
    }

    @Test
    void neitherBackgroundNorOtherLabelsArePainted() {
        int[] pixels = disc(48, 30, 7); // reaches into the air on the right, and near the disc labelled 2
        int[] onLabel = disc(43, 30, 4);
        LabelledImage painted = new Painting(List.of(lesion(pixels, 0.7, 0.5), lesion(onLabel, 0.7, 0.5)), 1, HABITAT)
            .apply(head);
        for (int i = 0; i < head.pixels(); i++) {
            boolean fixed = head.images()[2 * i] == -2 || head.labels()[i] != 0;
            if (fixed) {
                assertEquals(head.labels()[i], painted.labels()[i]);
                assertEquals(head.images()[2 * i], painted.images()[2 * i]);
            }
        }
        assertTrue(painted.labels()[22 * 60 + 44] == 0 || painted.labels()[30 * 60 + 54] == 1);
    }

    @Test
    void lesionMostlyOutsideOfTissueIsLeftOut() {
        LabelledImage painted = new Painting(List.of(lesion(disc(2, 2, 3), 0.7, 0.5)), 1, HABITAT).apply(head);
        assertArrayEquals(head.images(), painted.images());
        assertArrayEquals(head.labels(), painted.labels());
        assertNull(Surroundings.of(head, disc(2, 2, 1)));
    }

    @Test
    void lesionsStayInTheirHabitat() {
        LesionContrast.Measurement measurement = new LesionContrast.Measurement(2);
        measurement.add(head, 1);
        TissueRange habitat = measurement.result("test").habitat();
        assertEquals(0.7, habitat.low().get(0), 0.03); // one lesion only: a tenth of the signal 3 below its tissue
        assertEquals(1.3, habitat.high().get(1), 0.03);
        float[] images = head.images().clone();
        int[] ventricle = disc(30, 15, 8);
        for (int pixel : ventricle) {
            images[2 * pixel] = -1;
        }
        LabelledImage hollow = head.withImages(images);
        Painting inside = new Painting(List.of(lesion(disc(30, 15, 3), 0.7, 0.5)), 1, habitat);
        assertArrayEquals(images, inside.apply(hollow).images());
        Painting beside = new Painting(List.of(lesion(disc(30, 43, 3), 0.7, 0.5)), 1, habitat);
        assertEquals(1, beside.apply(hollow).labels()[43 * 60 + 30]);
    }

    @Test
    void habitatLeavesOutTheStrangestLesions() {
        List<TissueRange.Place> places = IntStream.range(0, 100)
            .mapToObj(i -> new TissueRange.Place(1, new Surroundings(new float[] {i == 0 ? -50 : i}, new float[] {1})))
            .toList();
        TissueRange habitat = TissueRange.of(places);
        // 5 % and 95 % of the area are reached at 4 and 94, half of the range of 90 is 45.
        assertEquals(List.of(4.0 - 45), habitat.low());
        assertEquals(List.of(94.0 + 45), habitat.high());
    }

    @Test
    void paintingReplays() {
        Painting painting = new Painting(List.of(lesion(disc(30, 15, 4), 0.7, 0.3)), 1, HABITAT);
        assertArrayEquals(painting.apply(head).images(), painting.apply(head).images());
    }

    private Painting.Lesion lesion(int[] pixels, double edge, double blend) {
        return new Painting.Lesion(pixels, edge, blend, List.of(0.5, -0.2), Collections.nCopies(2, 0.005), 3);
    }

    private static int[] disc(int x, int y, double radius) {
        return IntStream.range(0, 3600).filter(i -> Math.hypot(i % 60 - x, i / 60 - y) <= radius).toArray();
    }
}
