package org.dawsonmri.evaluate.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What the scores are when there is nothing to find, nothing found, or neither. */
class EmptyMasksTest {

    private static final List<String> RATIOS = List.of("dice", "jaccard", "precision", "recall");
    private static final List<String> DISTANCES = List.of("hd_mm", "hd95_mm", "assd_mm");

    private final Volume nothing = Masks.empty(new int[] {6, 5, 4}, 1, 2, 3);
    private final Volume something = Masks.fill(Masks.empty(new int[] {6, 5, 4}, 1, 2, 3), 1, 1, 3, 1, 3, 1, 3);

    @Test
    void aMissedStructureScoresZero() {
        check(Status.EMPTY_PRED, something, nothing, 0);
        assertEquals(48, Masks.score("reference_mm3", something, nothing));
        assertEquals(-48, Masks.score("difference_mm3", something, nothing));
        assertEquals(-1, Masks.score("relative_difference", something, nothing));
    }

    @Test
    void aStructureThatIsNotThereScoresZero() {
        check(Status.EMPTY_REF, nothing, something, 0);
        assertEquals(48, Masks.score("difference_mm3", nothing, something));
        assertEquals(Double.NaN, Masks.score("relative_difference", nothing, something));
    }

    @Test
    void nothingToFindAndNothingFoundIsUndefined() {
        check(Status.EMPTY_BOTH, nothing, nothing, Double.NaN);
        assertEquals(0, Masks.score("reference_mm3", nothing, nothing));
        assertEquals(0, Masks.score("difference_mm3", nothing, nothing));
        assertArrayEquals(Scores.of(Masks.pair(nothing, nothing)), Scores.of(LabelPair.absent()));
    }

    @Test
    void thereIsNoSurfaceToMeasure() {
        assertThrows(IllegalStateException.class, () -> Masks.pair(something, nothing).surface());
    }

    private static void check(Status status, Volume reference, Volume predicted, double ratio) {
        assertEquals(status, Masks.pair(reference, predicted).status());
        RATIOS.forEach(column -> assertEquals(ratio, Masks.score(column, reference, predicted), column));
        DISTANCES.forEach(column -> assertEquals(Double.NaN, Masks.score(column, reference, predicted), column));
    }
}
