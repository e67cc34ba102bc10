package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/**
 * What each program says where there is nothing to find, nothing found, or neither. The mask has 8 of 120 voxels, in 2
 * of 4 slices.
 */
class EmptyRulesTest {

    private final Volume nothing = Masks.empty(new int[] {6, 5, 4}, 1, 2, 3);
    private final Volume something = Masks.fill(Masks.empty(new int[] {6, 5, 4}, 1, 2, 3), 1, 1, 3, 1, 3, 1, 3);

    @ParameterizedTest
    @CsvSource({
        // convention, column, both empty, reference empty, prediction empty
        "dawson,   dice,                           NaN, 0, 0",
        "dawson,   jaccard,                        NaN, 0, 0",
        "dawson,   precision,                      NaN, 0, 0",
        "dawson,   recall,                         NaN, 0, 0",
        "dawson,   specificity,                    1, 0.9333333333333333, 1",
        "dawson,   accuracy,                       1, 0.9333333333333333, 0.9333333333333333",
        "dawson,   volume_similarity,              NaN, 0, 0",
        "dawson,   conformity_percent,             NaN, NaN, NaN",
        "dawson,   hd_mm,                          NaN, NaN, NaN",
        "dawson,   surface_dice_1mm,               NaN, NaN, NaN",
        "dawson,   relative_difference,            NaN, NaN, -1",
        "medpy,    dice_medpy,                     1, 0, 0",
        "medpy,    jaccard_medpy,                  1, 0, 0",
        "medpy,    precision_medpy,                0, 0, 0",
        "medpy,    recall_medpy,                   0, 0, 0",
        "medpy,    specificity,                    1, 0.9333333333333333, 1",
        "medpy,    hd_mm,                          NaN, NaN, NaN",
        "medpy,    assd_mm,                        NaN, NaN, NaN",
        "monai,    dice_monai,                     NaN, NaN, 0",
        "monai,    jaccard_monai,                  NaN, NaN, 0",
        "monai,    precision_monai,                NaN, 0, NaN",
        "monai,    recall_monai,                   NaN, NaN, 0",
        "monai,    hd_monai_mm,                    NaN, Infinity, Infinity",
        "monai,    hd95_monai_mm,                  NaN, Infinity, Infinity",
        "monai,    asd_from_predicted_monai_mm,    NaN, Infinity, Infinity",
        "monai,    surface_dice_monai_1mm,         NaN, 0, 0",
        "deepmind, dice,                           NaN, 0, 0",
        "deepmind, hd_deepmind_mm,                 Infinity, Infinity, Infinity",
        "deepmind, hd95_deepmind_mm,               Infinity, Infinity, Infinity",
        "deepmind, assd_deepmind_mm,               NaN, Infinity, Infinity",
        "deepmind, asd_from_predicted_deepmind_mm, NaN, Infinity, NaN",
        "deepmind, asd_from_reference_deepmind_mm, NaN, NaN, Infinity",
        "deepmind, surface_dice_deepmind_1mm,      NaN, 0, 0",
        "anima,    dice,                           NaN, 0, 0",
        "anima,    precision_anima,                NaN, 0, NaN",
        "anima,    recall_anima,                   NaN, NaN, 0",
        "anima,    hd_anima_mm,                    NaN, NaN, NaN",
        "seed1,    dice_seed1,                     1, 0.6, 0.6",
        "seed1,    jaccard,                        NaN, 0, 0",
        "seed2,    dice,                           NaN, 0, 0",
        "seed2,    jaccard_seed2_percent,          0, 0, 0",
        "seed2,    precision_seed2_percent,        0, 0, 0",
        "seed2,    recall_seed2_percent,           0, 0, 0",
        "seed2,    specificity_seed2_percent,      100, 93.33333333333333, 100",
        "seed2,    accuracy_seed2_percent,         100, 93.33333333333333, 93.33333333333333"
    })
    void eachProgramHasItsOwn(String convention, String column, double both, double reference, double prediction) {
        Scores scores = Scores.of(List.of("overlap", "surface", "volume"),
            ScoreSettings.DEFAULT.with(Convention.of(convention)));
        assertEquals(both, Masks.score(scores, column, nothing, nothing), 1e-12);
        assertEquals(reference, Masks.score(scores, column, nothing, something), 1e-12);
        assertEquals(prediction, Masks.score(scores, column, something, nothing), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "dawson, dice, 0.8", "medpy, dice_medpy, 0.8", "monai, recall_monai, 1",
        "anima, precision_anima, 0.666666666667",
        "seed1, dice_seed1, 0.9285714285714286", "seed2, dice, 0.8", "seed2, jaccard_seed2_percent, 66.6666666667",
        "seed2, precision_seed2_percent, 66.6666666667", "seed2, recall_seed2_percent, 100"
    })
    void whereNoMaskIsEmptyTheyAgreeButForSmoothingAndPercent(String convention, String column, double expected) {
        Volume larger = Masks.fill(Masks.empty(new int[] {6, 5, 4}, 1, 2, 3), 1, 1, 4, 1, 3, 1, 3);
        Scores scores = Scores.of(List.of("overlap"), ScoreSettings.DEFAULT.with(Convention.of(convention)));
        double slices = (2 + 2 * (2 * 4 + 1) / (4 + 6 + 1.0)) / 4; // two empty ones, two of 4 and 6 pixels
        assertEquals(convention.equals("seed1") ? slices : expected, Masks.score(scores, column, something, larger),
            1e-9);
    }
}
