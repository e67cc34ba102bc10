package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

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
            "obj_tpr", 2.0 / 3, "obj_fpr", 0.5,
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
        LesionRules lenient = LesionRules.DEFAULT.withOverlap(0.1, 0.7, 0.6);
        assertEquals(1, Masks.score(Scores.of(List.of("lesion"), ScoreSettings.DEFAULT.with(lenient)),
            "lesion_detected_n", reference, more));
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
                ScoreSettings.DEFAULT.with(LesionRules.DEFAULT.withConnectivity(expected[0])));
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
        check(empty(), empty(), "lesion_sensitivity", Double.NaN, "lesion_ppv", Double.NaN, "lesion_f1", 1,
            "isbi_ltpr", Double.NaN, "isbi_lfpr", 0, "isbi_lfpr_flag", 1);
    }

    @Test
    void rulesOutOfRangeAreRefused() {
        LesionRules rules = LesionRules.DEFAULT;
        assertThrows(DawsonException.class, () -> rules.withMinimum(-1));
        assertThrows(DawsonException.class, () -> rules.withMinimum(Double.NaN));
        assertThrows(DawsonException.class, () -> rules.withOverlap(0.1, 1.1, 0.65));
        assertThrows(DawsonException.class, () -> rules.withConnectivity(8));
        assertThrows(DawsonException.class, () -> rules.withSizeLimits(List.of(14.0, 14.0)));
        assertThrows(DawsonException.class, () -> rules.withSizeLimits(List.of(0.0)));
    }

    /** 20 and 10 voxels, 8 in both: Dice 16/30, PPV 0.8; one of two lesions is touched, one of two is false. */
    @Test
    void theChallengeScoreHasThreePartsOfACase() {
        Volume reference = Masks.fill(empty(), 1, 0, 4, 0, 4, 0, 1);
        Masks.fill(reference, 1, 10, 12, 0, 2, 0, 1);
        Volume predicted = Masks.fill(empty(), 1, 0, 4, 0, 2, 0, 1);
        Masks.fill(predicted, 1, 0, 2, 10, 11, 0, 1);
        check(reference, predicted, "isbi_ltpr", 0.5, "isbi_lfpr", 0.5, "isbi_lfpr_flag", 0,
            "isbi_partial_score", (16.0 / 30 + 0.8) / 8 + 0.5 / 4 + 0.5 / 4);
        check(reference, empty(), "isbi_lfpr", 0, "isbi_lfpr_flag", 1, "isbi_partial_score", 0.25);
        check(empty(), predicted, "isbi_lfpr_flag", 0, "isbi_partial_score", Double.NaN);
        check(reference, reference, "isbi_partial_score", 0.75);
    }

    @Test
    void objectsArePairedOneToOne() {
        Volume two = Masks.fill(Masks.fill(empty(), 1, 0, 3, 0, 2, 0, 1), 1, 5, 8, 0, 2, 0, 1);
        Volume bridge = Masks.fill(empty(), 1, 0, 8, 0, 1, 0, 1);
        check(two, bridge, "obj_tpr", 0.5, "obj_fpr", 0, "isbi_ltpr", 1);
        check(bridge, two, "obj_tpr", 1, "obj_fpr", 0.5, "isbi_lfpr", 0);
        check(two, empty(), "obj_tpr", 0, "obj_fpr", Double.NaN);
        check(empty(), two, "obj_tpr", Double.NaN, "obj_fpr", 1);
    }

    /** Lesions 1 and 2 may both have the first prediction, lesion 2 the second one, too: there are two pairs. */
    @Test
    void aPartnerIsGivenAwayIfItsOwnerFindsAnother() {
        Volume reference = Masks.fill(Masks.fill(empty(), 1, 0, 8, 0, 1, 0, 1), 1, 0, 3, 2, 3, 0, 1);
        Volume predicted = Masks.fill(Masks.fill(empty(), 1, 0, 1, 0, 3, 0, 1), 1, 5, 6, 0, 2, 0, 1);
        check(reference, predicted, "obj_tpr", 1, "obj_fpr", 0);
        check(predicted, reference, "obj_tpr", 1, "obj_fpr", 0);
    }

    /** Every order of pairing tried out, on random maps of many small lesions. */
    @Test
    void thePairsAreAsManyAsPossible() {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            Volume[] maps = {Masks.empty(new int[] {7, 5, 1}, 1, 1, 1), Masks.empty(new int[] {7, 5, 1}, 1, 1, 1)};
            for (Volume map : maps) {
                for (int i = 0; i < map.voxels().length; i++) {
                    map.voxels()[i] = random.nextInt(5) < 2 ? 1 : 0;
                }
            }
            LabelPair pair = Masks.pair(maps[0], maps[1]);
            LesionOverlaps.Pair lesions = pair.measured(new LesionRules.Definition(0, 6));
            boolean[][] share = new boolean[lesions.reference().count() + 1][lesions.predicted().count() + 1];
            for (int i = 0; i < lesions.reference().of().length; i++) {
                share[lesions.reference().of()[i]][lesions.predicted().of()[i]] = true;
            }
            assertEquals(most(share, 1, 0), lesions.ofReference().oneToOne());
            assertEquals(most(share, 1, 0), lesions.ofPredicted().oneToOne());
        }
    }

    private static int most(boolean[][] share, int lesion, int used) {
        if (lesion == share.length) {
            return 0;
        }
        int most = most(share, lesion + 1, used);
        for (int other = 1; other < share[lesion].length; other++) {
            if (share[lesion][other] && (used & 1 << other) == 0) {
                most = Math.max(most, 1 + most(share, lesion + 1, used | 1 << other));
            }
        }
        return most;
    }

    /** 4, 14 and 20 mm³ in the reference; 14 mm³ belongs to the class it ends. */
    @Test
    void lesionsAreCountedBySize() {
        Volume reference = Masks.fill(empty(), 1, 0, 4, 0, 1, 0, 1);
        Masks.fill(reference, 1, 0, 7, 5, 7, 0, 1);
        Masks.fill(reference, 1, 10, 20, 5, 7, 0, 1);
        Volume predicted = Masks.fill(empty(), 1, 0, 7, 5, 7, 0, 1);
        Masks.fill(predicted, 1, 0, 10, 10, 18, 0, 1);
        check(reference, predicted,
            "lesion_0_14_mm3_reference_n", 2, "lesion_0_14_mm3_detected_n", 1, "lesion_0_14_mm3_sensitivity", 0.5,
            "lesion_0_14_mm3_predicted_n", 1, "lesion_0_14_mm3_ppv", 1, "lesion_0_14_mm3_reference_mm3", 18,
            "lesion_14_65_mm3_reference_n", 1, "lesion_14_65_mm3_detected_n", 0, "lesion_14_65_mm3_ppv", Double.NaN,
            "lesion_65_524_mm3_predicted_n", 1, "lesion_65_524_mm3_confirmed_n", 0,
            "lesion_65_524_mm3_predicted_mm3", 80, "lesion_524up_mm3_reference_n", 0,
            "lesion_524up_mm3_sensitivity", Double.NaN);
        Scores one = Scores.of(List.of("lesion_sizes"),
            ScoreSettings.DEFAULT.with(LesionRules.DEFAULT.withSizeLimits(List.of(13.5))));
        assertEquals(2, Masks.score(one, "lesion_13.5up_mm3_reference_n", reference, predicted));
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
