package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.score.SurfaceScores.SurfaceMeasurement;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** Where MedPy, MONAI and DeepMind differ: the golden masks A, B and C of {@link GoldenScoresTest} by each of them. */
class ConventionTest {

    private static final double DIGITS = 5.1e-7; // the values are given to six decimals

    @Test
    void caseA() {
        Volume reference = Masks.fill(image(12, 1, 1), 1, 3, 9, 2, 8, 0, 1);
        Volume predicted = Masks.fill(image(12, 1, 1), 1, 4, 11, 3, 9, 0, 1);
        check(reference, predicted, 2.0, 2.0, 2.0, 1.056635, 1.201195);
    }

    @Test
    void caseAWithPixelsThatAreNotSquare() {
        Volume reference = Masks.fill(image(12, 0.25, 0.5), 1, 3, 9, 2, 8, 0, 1);
        Volume predicted = Masks.fill(image(12, 0.25, 0.5), 1, 4, 11, 3, 9, 0, 1);
        check(reference, predicted, 0.556066, 0.556066, 0.559017, 0.370518, 0.390631);
    }

    @Test
    void caseB() {
        check(referenceB(1), predictedB(1), 1.414214, 1.414214, 1.414214, 0.528988, 0.677856);
    }

    @Test
    void caseBWithThickSlices() {
        check(referenceB(3), predictedB(3), 3.162278, 3.162278, 3.162278, 0.595168, 1.011876);
    }

    @Test
    void caseC() {
        Volume reference = Masks.fill(image(16, 1, 1), 1, 2, 5, 2, 5, 0, 1);
        Masks.fill(reference, 1, 10, 13, 10, 13, 0, 1);
        Volume predicted = Masks.fill(image(16, 1, 1), 1, 2, 5, 2, 5, 0, 1);
        Masks.fill(predicted, 1, 12, 14, 2, 4, 0, 1);
        check(reference, predicted, 9.036, 9.096425, 9.055385, 3.798447, 2.676892);
        assertEquals(9.219544, score(Convention.MONAI, "hd_monai_mm", reference, predicted), DIGITS);
    }

    /** 8 border pixels each, one column apart: 4 of them lie on the other's border. */
    @Test
    void surfaceDiceAtATolerance() {
        Volume reference = Masks.fill(image(10, 1, 1), 1, 2, 5, 2, 5, 0, 1);
        Volume predicted = Masks.fill(image(10, 1, 1), 1, 3, 6, 2, 5, 0, 1);
        assertEquals(1, Masks.score("surface_dice_1mm", reference, predicted));
        Scores half = Scores.of(List.of("surface"), ScoreSettings.DEFAULT.withTolerance(0.5));
        assertEquals(0.5, Masks.score(half, "surface_dice_0.5mm", reference, predicted), 1e-12);
        Scores elements = Scores.of(List.of("surface"),
            ScoreSettings.DEFAULT.with(Convention.DEEPMIND).withTolerance(0));
        double corner = Math.sqrt(2) / 2;
        Volume further = Masks.fill(image(10, 1, 1), 1, 4, 7, 2, 5, 0, 1);
        assertEquals((2 + 2 * corner) / (8 + 4 * corner),
            Masks.score(elements, "surface_dice_deepmind_0mm", reference, further), 1e-12,
            "of 8 sides and 4 corners, a side and a corner are shared above, and below");
    }

    /** A ring around a hole of 5×5 in a full square of 9×9: the hole's middle is 3 pixels away from the ring. */
    @Test
    void animaMeasuresWholeMasks() {
        Volume full = Masks.fill(image(13, 1, 1), 1, 2, 11, 2, 11, 0, 1);
        Volume ring = Masks.fill(image(13, 1, 1), 1, 2, 11, 2, 11, 0, 1);
        Masks.fill(ring, 0, 4, 9, 4, 9, 0, 1);
        assertEquals(3, score(Convention.ANIMA, "hd_anima_mm", full, ring), 1e-12);
        Volume hole = Masks.fill(image(13, 1, 1), 1, 2, 11, 2, 11, 0, 1);
        Masks.fill(hole, 0, 6, 7, 6, 7, 0, 1);
        assertEquals(1, score(Convention.ANIMA, "hd_anima_mm", full, hole), 1e-12);
        assertEquals(3, score(Convention.MEDPY, "hd_mm", full, hole), 1e-12, "from the hole's border to the outer one");
    }

    /** What every convention must give for any masks. */
    @Test
    void propertiesOfEachConvention() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            int[] shape = Masks.randomShape(random, 9);
            double[] spacing = Masks.randomSpacing(random);
            LabelPair pair = Masks.pair(Masks.random(random, shape, spacing), Masks.random(random, shape, spacing));
            for (Convention convention : Convention.values()) {
                SurfaceMeasurement surface = convention.apply(pair);
                double hd = surface.percentile(100);
                boolean wholeMasks = convention == Convention.ANIMA; // its HD is not of the same distances
                assertTrue(wholeMasks || hd >= surface.percentile(95) && hd >= surface.mean(), convention.text());
                double low = Math.min(surface.meanFromPredicted(), surface.meanFromReference());
                double high = Math.max(surface.meanFromPredicted(), surface.meanFromReference());
                assertTrue(low - 1e-9 <= surface.mean() && surface.mean() <= high + 1e-9, convention.text());
                assertEquals(1, surface.within(wholeMasks ? 1e9 : hd), 1e-9);
                assertTrue(surface.within(0) <= surface.within(hd / 2) + 1e-12, convention.text());
            }
        }
    }

    @Test
    void namesOfConventionsAndTolerancesAreChecked() {
        assertEquals(Convention.MONAI, Convention.of(" Monai"));
        assertEquals("hd95_mm", Scores.find("hd95_deepmind_mm").id());
        assertEquals("dice", Scores.find("dice_seed1").id());
        assertEquals("precision", Scores.find("precision_seed2_percent").id());
        assertEquals("conformity_percent", Scores.find("conformity_percent").id());
        assertThrows(DawsonException.class, () -> Convention.of("itk"));
        assertThrows(DawsonException.class, () -> ScoreSettings.DEFAULT.withTolerance(-1));
        assertThrows(DawsonException.class, () -> ScoreSettings.DEFAULT.withTolerance(Double.NaN));
    }

    private static void check(Volume reference, Volume predicted, double medpy, double monai, double deepmind,
            double fromReference, double fromPredicted) {
        for (Convention same : List.of(Convention.DAWSON, Convention.ANIMA, Convention.SEED1, Convention.SEED2)) {
            assertEquals(medpy, score(same, "hd95_mm", reference, predicted), DIGITS);
            assertEquals(score(Convention.MEDPY, "assd_mm", reference, predicted),
                score(same, "assd_mm", reference, predicted));
        }
        assertEquals(medpy, score(Convention.MEDPY, "hd95_mm", reference, predicted), DIGITS);
        assertEquals(monai, score(Convention.MONAI, "hd95_monai_mm", reference, predicted), DIGITS);
        assertEquals(deepmind, score(Convention.DEEPMIND, "hd95_deepmind_mm", reference, predicted), DIGITS);
        assertEquals(fromReference, score(Convention.DEEPMIND, "asd_from_reference_deepmind_mm", reference, predicted),
            DIGITS);
        assertEquals(fromPredicted, score(Convention.DEEPMIND, "asd_from_predicted_deepmind_mm", reference, predicted),
            DIGITS);
    }

    private static double score(Convention convention, String column, Volume reference, Volume predicted) {
        return Masks.score(Scores.of(List.of("surface"), ScoreSettings.DEFAULT.with(convention)), column, reference,
            predicted);
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
}
