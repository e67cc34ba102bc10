package org.dawsonmri.evaluate.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A score is the same score whatever its convention and tolerance. */
class ScoreNameTest {

    @Test
    void whatAColumnSays() {
        assertEquals(new ScoreName("surface_dice", false, "1"), ScoreName.of("surface_dice_1mm"));
        assertEquals(new ScoreName("surface_dice", false, "0.5"), ScoreName.of("surface_dice_monai_0.5mm"));
        assertEquals(new ScoreName("precision", true, ""), ScoreName.of("precision_seed2_percent"));
        assertEquals(new ScoreName("conformity_percent", false, ""), ScoreName.of("conformity_percent"));
        assertEquals(new ScoreName("hd95_mm", false, ""), ScoreName.of("hd95_deepmind_mm"));
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
        return Scores.of(List.of("overlap", "surface"), settings).columns().stream().map(c -> ScoreName.of(c).id())
            .toList();
    }
}
