package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What the scores are when there is nothing to find, nothing found, or neither. */
class EmptyMasksTest {

    private static final List<String> RATIOS = List.of("dice", "jaccard", "precision", "recall", "volume_similarity");
    private static final List<String> DISTANCES = List.of("hd_mm", "hd95_mm", "assd_mm");

    private final Volume nothing = Masks.empty(new int[] {6, 5, 4}, 1, 2, 3);
    private final Volume something = Masks.fill(Masks.empty(new int[] {6, 5, 4}, 1, 2, 3), 1, 1, 3, 1, 3, 1, 3);

    @Test
    void aMissedStructureScoresZero() {
        check(Status.EMPTY_PRED, something, nothing, 0);
        assertEquals(48, Masks.score("reference_mm3", something, nothing));
        assertEquals(-48, Masks.score("difference_mm3", something, nothing));
        assertEquals(-1, Masks.score("relative_difference", something, nothing));
        assertEquals(1, Masks.score("specificity", something, nothing));
        assertEquals(112.0 / 120, Masks.score("accuracy", something, nothing), 1e-12);
        assertEquals(Double.NaN, Masks.score("conformity_percent", something, nothing));
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
        assertEquals(1, Masks.score("specificity", nothing, nothing), "all of the background is found");
        assertEquals(1, Masks.score("accuracy", nothing, nothing));
        assertEquals(0, Masks.score("difference_mm3", nothing, nothing));
        assertArrayEquals(Masks.ALL.measure(Masks.pair(nothing, nothing)), Masks.ALL.measure(LabelPair.absent()));
    }

    @Test
    void thereIsNoSurfaceToMeasure() {
        assertThrows(IllegalStateException.class, () -> SurfaceDistances.of(Masks.pair(something, nothing)));
    }

    private static void check(Status status, Volume reference, Volume predicted, double ratio) {
        assertEquals(status, Masks.pair(reference, predicted).status());
        RATIOS.forEach(column -> assertEquals(ratio, Masks.score(column, reference, predicted), column));
        DISTANCES.forEach(column -> assertEquals(Double.NaN, Masks.score(column, reference, predicted), column));
    }
}
