package org.dawsonmri.evaluate.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A score is the same score whatever its convention and parameters, and its column is enough to know it. */
class ScoreTest {

    @Test
    void whatAColumnSays() {
        check("surface_dice_1mm", "surface_dice", false, 1.0);
        check("surface_dice_monai_0.5mm", "surface_dice", false, 0.5);
        check("precision_seed2_percent", "precision", true);
        check("conformity_percent", "conformity_percent", true);
        check("hd95_deepmind_mm", "hd95_mm", false);
        check("lesion_14_65.5_mm3_ppv", "lesion_#_#_mm3_ppv", false, 14.0, 65.5);
        check("lesion_524up_mm3_reference_mm3", "lesion_#up_mm3_reference_mm3", false, 524.0);
        check("DSC_table2", "DSC_table2", false);
    }

    private static void check(String column, String id, boolean percent, Double... parameters) {
        Score score = Scores.find(column);
        assertEquals(id, score.id());
        assertEquals(column, score.column());
        assertEquals(percent, score.isPercentage());
        assertEquals(List.of(parameters), score.parameters());
    }

    /** Each column is read back as the score that was measured, whatever the settings were. */
    @Test
    void everyColumnIsFoundAgain() {
        for (Convention convention : Convention.values()) {
            ScoreSettings settings = ScoreSettings.DEFAULT.with(convention).withTolerance(0.125)
                .with(LesionRules.DEFAULT.withSizeLimits(List.of(1.5, 2000.0)));
            for (Score score : Scores.of(Scores.names(), settings).scores()) {
                Score found = Scores.find(score.column());
                assertEquals(score.column(), found.column());
                assertEquals(score.title(), found.title());
                assertEquals(score.id(), found.id());
                assertEquals(score.range(), found.range());
                assertEquals(score.unit(), found.unit());
                assertEquals(score.places(), found.places());
            }
        }
    }

    @Test
    void titlesAndUnits() {
        assertEquals("Surface Dice (2 mm)", Scores.find("surface_dice_2mm").title());
        assertEquals("surface_dice_monai_2mm", Scores.find("surface_dice_monai_2mm").title());
        assertEquals("", Scores.find("surface_dice_2mm").unit());
        assertEquals("HD95 (mm)", Scores.find("hd95_mm").title());
        assertEquals(100, Scores.find("precision_seed2_percent").range().best());
        assertEquals(0.01, Scores.find("precision").factor(Scores.find("precision_seed2_percent")));
        assertEquals("isbi_lfpr_flag", Scores.find("isbi_lfpr_flag").title());
    }

    @Test
    void aForeignColumnJudgesNothing() {
        Score foreign = Scores.find("my_dice");
        assertEquals("my_dice", foreign.column());
        assertFalse(foreign.judges());
        assertEquals(List.of(foreign), Score.Place.REPORT.of(List.of(foreign)), "it is shown where nothing else is");
        assertNull(Score.primary(List.of(foreign)));
        for (String column : List.of("surface_dice_#mm", "surface_dice_1.0mm", "surface_dice_mm", "a # b", "",
            "lesion_14_65_99_mm3_ppv", "surface_dice_99999999999999999999mm")) {
            assertEquals(column, Scores.find(column).column());
            assertFalse(Scores.find(column).judges(), column);
        }
    }

    @Test
    void everyConventionAndToleranceHasTheSameScores() {
        List<String> ids = ids(ScoreSettings.DEFAULT);
        assertTrue(ids.contains("surface_dice"), ids::toString);
        for (Convention convention : Convention.values()) {
            for (double tolerance : new double[] {0, 0.25, 2, 1e-4, 12345678}) {
                assertEquals(ids, ids(ScoreSettings.DEFAULT.with(convention).withTolerance(tolerance)));
            }
        }
    }

    private static List<String> ids(ScoreSettings settings) {
        return Scores.of(List.of("overlap", "surface"), settings).columns().stream()
            .map(column -> Scores.find(column).id()).toList();
    }
}
