package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** Scores per slice, from the golden case A and from each slice as an image of its own. */
class SliceScoresTest {

    private final Volume reference = Masks.fill(Masks.empty(new int[] {12, 12, 4}, 0.25, 0.5, 5), 1, 3, 9, 2, 8, 0, 1);
    private final Volume predicted = Masks.fill(Masks.empty(new int[] {12, 12, 4}, 0.25, 0.5, 5), 1, 4, 11, 3, 9, 0,
        1);

    @Test
    void goldenCaseAInPixelsAndMillimetres() {
        assertEquals(2.236068, Masks.score("slice_hd_px", reference, predicted), 5.1e-7);
        assertEquals(2.0, Masks.score("slice_hd95_px", reference, predicted), 5.1e-7);
        assertEquals(1.120583, Masks.score("slice_assd_px", reference, predicted), 5.1e-7);
        assertEquals(0.707107, Masks.score("slice_hd_mm", reference, predicted), 5.1e-7);
        assertEquals(0.556066, Masks.score("slice_hd95_mm", reference, predicted), 5.1e-7);
        assertEquals(0.388694, Masks.score("slice_assd_mm", reference, predicted), 5.1e-7);
        assertEquals(0.641026, Masks.score("slice_dice", reference, predicted), 5.1e-7);
        assertEquals(1, Masks.score("slices_n", reference, predicted), "three of four slices hold nothing");
    }

    @Test
    void aMissedSliceCountsInTheOverlapOnly() {
        Masks.fill(reference, 1, 3, 5, 3, 5, 2, 3);
        assertEquals(0.641026 / 2, Masks.score("slice_dice", reference, predicted), 5.1e-7);
        assertEquals(2.236068, Masks.score("slice_hd_px", reference, predicted), 5.1e-7);
        assertEquals(2, Masks.score("slices_n", reference, predicted));
        assertEquals(1, Masks.score("slices_both_n", reference, predicted));
    }

    @Test
    void equalsTheMeanOfSlicesAsImages() {
        Random random = new Random(8);
        for (int round = 0; round < 30; round++) {
            int[] shape = {2 + random.nextInt(8), 2 + random.nextInt(8), 2};
            double[] spacing = Masks.randomSpacing(random);
            Volume[] a = {Masks.random(random, flat(shape), spacing), Masks.random(random, flat(shape), spacing)};
            Volume[] b = {Masks.random(random, flat(shape), spacing), Masks.random(random, flat(shape), spacing)};
            for (String column : List.of("dice", "jaccard", "precision", "recall", "hd_mm", "hd95_mm", "assd_mm")) {
                double mean = (Masks.score(column, a[0], b[0]) + Masks.score(column, a[1], b[1])) / 2;
                assertEquals(mean, Masks.score("slice_" + column, stacked(shape, a, spacing),
                    stacked(shape, b, spacing)), 1e-9, column);
            }
        }
    }

    private static int[] flat(int[] shape) {
        return new int[] {shape[0], shape[1], 1};
    }

    private static Volume stacked(int[] shape, Volume[] slices, double[] spacing) {
        Volume volume = Masks.empty(shape, spacing);
        int size = shape[0] * shape[1];
        System.arraycopy(slices[0].voxels(), 0, volume.voxels(), 0, size);
        System.arraycopy(slices[1].voxels(), 0, volume.voxels(), size, size);
        return volume;
    }
}
