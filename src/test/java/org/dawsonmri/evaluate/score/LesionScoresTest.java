package org.dawsonmri.evaluate.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Lesions counted by the rules of MICCAI 2016 and ISBI 2015. */
class LesionScoresTest {

    private static final int[] SHAPE = {20, 20, 6};

    /** Three lesions and four candidates, two of which are too small for MICCAI 2016. */
    @Test
    void goldenValues() {
        Volume reference = empty();
        Masks.fill(reference, 1, 2, 6, 2, 6, 1, 4);
        Masks.fill(reference, 1, 10, 13, 10, 13, 1, 3);
        Masks.fill(reference, 1, 15, 17, 2, 4, 1, 2);
        Volume predicted = empty();
        Masks.fill(predicted, 1, 3, 7, 2, 6, 1, 4);
        Masks.fill(predicted, 1, 10, 11, 10, 12, 1, 2);
        Masks.fill(predicted, 1, 15, 19, 12, 15, 2, 4);
        Masks.fill(predicted, 1, 17, 18, 17, 18, 0, 1);
        check(reference, predicted, "lesion_reference_n", 3, "lesion_predicted_n", 2, "lesion_detected_n", 1,
            "lesion_confirmed_n", 1, "lesion_sensitivity", 1.0 / 3, "lesion_ppv", 0.5, "lesion_f1", 0.4,
            "isbi_ltpr", 2.0 / 3, "isbi_lfpr", 0.5, "isbi_reference_n", 3, "isbi_predicted_n", 4, "isbi_false_n", 2,
            "reference_mm3", 70, "predicted_mm3", 75, "absolute_relative_difference", 5.0 / 70);
    }

    @Test
    void moreThanAlphaHasToBeCovered() {
        Volume reference = Masks.fill(empty(), 1, 0, 10, 0, 4, 0, 1);
        assertEquals(0, found(reference, Masks.fill(empty(), 1, 0, 4, 0, 1, 0, 1)), "a tenth is not enough");
        assertEquals(1, found(reference, Masks.fill(empty(), 1, 0, 5, 0, 1, 0, 1)));
    }

    @Test
    void aCandidateMostlyOutsideDisqualifies() {
        Volume reference = Masks.fill(empty(), 1, 0, 3, 0, 2, 0, 1);
        assertEquals(1, found(reference, Masks.fill(empty(), 1, 0, 10, 0, 2, 0, 1)), "70 % outside is allowed");
        assertEquals(0, found(reference, Masks.fill(empty(), 1, 0, 11, 0, 2, 0, 1)));
    }

    /** The larger of two candidates covers enough, or not, before the bad one is looked at. */
    @Test
    void gammaDecidesHowManyCandidatesCount() {
        Volume reference = Masks.fill(empty(), 1, 0, 12, 0, 1, 0, 1);
        Volume two = Masks.fill(Masks.fill(empty(), 1, 0, 6, 0, 1, 0, 1), 1, 8, 11, 0, 8, 0, 1);
        assertEquals(1, found(reference, two), "6 of 9 voxels are from the good one");
        Volume more = Masks.fill(Masks.fill(empty(), 1, 0, 5, 0, 1, 0, 1), 1, 8, 11, 0, 8, 0, 1);
        assertEquals(0, found(reference, more), "5 of 8 are not");
        LesionRules lenient = new LesionRules(3, 0.1, 0.7, 0.6, 18);
        assertEquals(1, Masks.score(Scores.of(List.of("lesion"), ScoreSettings.DEFAULT.with(lenient)), "lesion_detected_n",
            reference, more));
    }

    @Test
    void lesionsAreLargerThanTheMinimumInMillimetres() {
        for (int length = 1; length <= 5; length++) {
            Volume lesion = Masks.fill(Masks.empty(SHAPE, 1, 1, 0.6), 1, 0, length, 0, 1, 0, 1);
            Volume three = Masks.fill(Masks.empty(SHAPE, 1.0000001, 1, 1), 1, 0, length, 0, 1, 0, 1);
            assertEquals(length * 0.6 > 3 ? 1 : 0, Masks.score("lesion_reference_n", lesion, lesion));
            assertEquals(length > 3 ? 1 : 0, Masks.score("lesion_reference_n", three, three));
            assertEquals(1, Masks.score("isbi_reference_n", lesion, lesion), "any size");
        }
    }

    @Test
    void neighboursAcrossEdgesAndCorners() {
        Volume chain = empty();
        Masks.fill(chain, 1, 0, 1, 0, 1, 0, 1);
        Masks.fill(chain, 1, 1, 2, 1, 2, 0, 1);
        Masks.fill(chain, 1, 2, 3, 2, 3, 1, 2);
        for (int[] expected : new int[][] {{6, 3}, {18, 2}, {26, 1}}) {
            Scores scores = Scores.of(List.of("lesion"),
                ScoreSettings.DEFAULT.with(new LesionRules(3, 0, 1, 1, expected[0])));
            assertEquals(expected[1], Masks.score(scores, "isbi_reference_n", chain, chain));
        }
    }

    @Test
    void nothingOnOneSide() {
        Volume lesion = Masks.fill(empty(), 1, 0, 3, 0, 2, 0, 1);
        check(lesion, empty(), "lesion_sensitivity", 0, "lesion_ppv", Double.NaN, "lesion_f1", 0, "isbi_ltpr", 0,
            "isbi_lfpr", 0);
        check(empty(), lesion, "lesion_sensitivity", Double.NaN, "lesion_ppv", 0, "lesion_f1", 0, "isbi_ltpr",
            Double.NaN, "isbi_lfpr", 1);
        check(empty(), empty(), "lesion_sensitivity", Double.NaN, "lesion_ppv", Double.NaN, "lesion_f1", Double.NaN,
            "isbi_ltpr", Double.NaN, "isbi_lfpr", Double.NaN);
    }

    @Test
    void rulesOutOfRangeAreRefused() {
        assertThrows(DawsonException.class, () -> new LesionRules(-1, 0.1, 0.7, 0.65, 18));
        assertThrows(DawsonException.class, () -> new LesionRules(Double.NaN, 0.1, 0.7, 0.65, 18));
        assertThrows(DawsonException.class, () -> new LesionRules(3, 0.1, 1.1, 0.65, 18));
        assertThrows(DawsonException.class, () -> new LesionRules(3, 0.1, 0.7, 0.65, 8));
    }

    private static Volume empty() {
        return Masks.empty(SHAPE, 1, 1, 1);
    }

    private static int found(Volume reference, Volume predicted) {
        return (int) Masks.score("lesion_detected_n", reference, predicted);
    }

    private static void check(Volume reference, Volume predicted, Object... columnsAndValues) {
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            String column = (String) columnsAndValues[i];
            double expected = ((Number) columnsAndValues[i + 1]).doubleValue();
            assertEquals(expected, Masks.score(column, reference, predicted), 1e-12, column);
        }
    }
}
