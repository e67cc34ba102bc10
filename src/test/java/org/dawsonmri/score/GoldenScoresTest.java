package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

/**
 * Values that MedPy gives for three pairs of masks. A and C are 2-D images of rows (y) and columns (x), one voxel
 * thick; MedPy measured them as 2-D arrays.
 */
class GoldenScoresTest {

    private static final double DIGITS = 5.1e-7; // the values are given to six decimals

    @Test
    void caseA() {
        Volume reference = Masks.fill(image(12, 1, 1), 1, 3, 9, 2, 8, 0, 1);
        Volume predicted = Masks.fill(image(12, 1, 1), 1, 4, 11, 3, 9, 0, 1);
        overlap(reference, predicted, 0.641026, 0.471698, 0.595238, 0.694444, -12.0);
        surface(reference, predicted, 2.236068, 2.0, 1.120583, 1.211376, 1.020711);
    }

    @Test
    void caseAWithPixelsThatAreNotSquare() {
        Volume reference = Masks.fill(image(12, 0.25, 0.5), 1, 3, 9, 2, 8, 0, 1);
        Volume predicted = Masks.fill(image(12, 0.25, 0.5), 1, 4, 11, 3, 9, 0, 1);
        surface(reference, predicted, 0.707107, 0.556066, 0.388694, 0.398460, 0.377951);
    }

    @Test
    void caseB() {
        overlap(referenceB(1), predictedB(1), 0.5625, 0.391304, 0.45, 0.75, -55.555556);
        surface(referenceB(1), predictedB(1), 1.732051, 1.414214, 0.650662, 0.748150, 0.5);
    }

    @Test
    void caseBWithThickSlices() {
        surface(referenceB(3), predictedB(3), 3.316625, 3.162278, 0.988350, 1.304341, 0.5);
    }

    @Test
    void volumesOfCaseB() {
        Volume reference = referenceB(3);
        Volume predicted = predictedB(3);
        assertEquals(144, Masks.score("reference_mm3", reference, predicted));
        assertEquals(240, Masks.score("predicted_mm3", reference, predicted));
        assertEquals(96, Masks.score("difference_mm3", reference, predicted));
        assertEquals(-96, Masks.score("difference_mm3", predicted, reference));
        assertEquals(2.0 / 3, Masks.score("relative_difference", reference, predicted), 1e-12);
        assertEquals(-0.4, Masks.score("relative_difference", predicted, reference), 1e-12);
        assertEquals(0.4, Masks.score("absolute_relative_difference", predicted, reference), 1e-12);
        assertEquals(0.144, Masks.score("reference_ml", reference, predicted), 1e-12);
        assertEquals(0.240, Masks.score("predicted_ml", reference, predicted), 1e-12);
    }

    /** TP 25, FP 17, FN 11, TN 91 of 144 pixels. */
    @Test
    void backgroundAndVolumeOfCaseA() {
        Volume reference = Masks.fill(image(12, 1, 1), 1, 3, 9, 2, 8, 0, 1);
        Volume predicted = Masks.fill(image(12, 1, 1), 1, 4, 11, 3, 9, 0, 1);
        assertEquals(91.0 / 108, Masks.score("specificity", reference, predicted), 1e-12);
        assertEquals(116.0 / 144, Masks.score("accuracy", reference, predicted), 1e-12);
        assertEquals(1 - 6.0 / 78, Masks.score("volume_similarity", reference, predicted), 1e-12);
    }

    /** The case in which pooled percentiles (MedPy), percentiles per direction (MONAI) and DeepMind's differ. */
    @Test
    void caseC() {
        Volume reference = Masks.fill(image(16, 1, 1), 1, 2, 5, 2, 5, 0, 1);
        Masks.fill(reference, 1, 10, 13, 10, 13, 0, 1);
        Volume predicted = Masks.fill(image(16, 1, 1), 1, 2, 5, 2, 5, 0, 1);
        Masks.fill(predicted, 1, 12, 14, 2, 4, 0, 1);
        overlap(reference, predicted, 0.580645, 0.409091, 0.692308, 0.5, -44.444444);
        surface(reference, predicted, 9.219544, 9.036, 3.393059, 2.511110, 4.054520);
    }

    private static Volume image(int size, double columnSpacing, double rowSpacing) {
        return Masks.empty(new int[] {size, size, 1}, columnSpacing, rowSpacing, 5);
    }

    private static Volume referenceB(double thickness) {
        return Masks.fill(Masks.empty(new int[] {10, 10, 8}, 1, 1, thickness), 1, 2, 6, 2, 6, 2, 5);
    }

    private static Volume predictedB(double thickness) {
        return Masks.fill(Masks.empty(new int[] {10, 10, 8}, 1, 1, thickness), 1, 3, 7, 2, 7, 2, 6);
    }

    private static void overlap(Volume reference, Volume predicted, double dice, double jaccard, double precision,
            double recall, double conformity) {
        assertEquals(dice, Masks.score("dice", reference, predicted), DIGITS);
        assertEquals(jaccard, Masks.score("jaccard", reference, predicted), DIGITS);
        assertEquals(precision, Masks.score("precision", reference, predicted), DIGITS);
        assertEquals(recall, Masks.score("recall", reference, predicted), DIGITS);
        assertEquals(conformity, Masks.score("conformity_percent", reference, predicted), DIGITS);
    }

    private static void surface(Volume reference, Volume predicted, double hd, double hd95, double assd,
            double fromPredicted, double fromReference) {
        assertEquals(hd, Masks.score("hd_mm", reference, predicted), DIGITS);
        assertEquals(hd95, Masks.score("hd95_mm", reference, predicted), DIGITS);
        assertEquals(assd, Masks.score("assd_mm", reference, predicted), DIGITS);
        assertEquals(fromPredicted, Masks.score("asd_from_predicted_mm", reference, predicted), DIGITS);
        assertEquals(fromReference, Masks.score("asd_from_reference_mm", reference, predicted), DIGITS);
    }
}
