package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The second paper's tables: their names, and golden case A with pixels of 0.25 × 0.5 mm in their units. */
class PublishedTableTest {

    private static final double DIGITS = 5.1e-7;

    private final Volume reference = Masks.fill(image(), 1, 3, 9, 2, 8, 0, 1);
    private final Volume predicted = Masks.fill(image(), 1, 4, 11, 3, 9, 0, 1);

    @Test
    void table1() {
        check("table1", "Precision", 0.595238, "Recall", 0.694444, "DSC", 0.641026, "JI", 0.471698, "HSD_px", 2.236068,
            "MSD_px", 1.120583);
    }

    @Test
    void table2() {
        check("table2", "DSC", 0.641026, "MSD_mm", 0.388694, "HD_mm", 0.707107,
            "SHD_mm", Masks.score("shd_mm", reference, predicted),
            "SMD_mm", Masks.score("smd_mm", reference, predicted),
            "TPR_percent", 69.4444444, "TNR_percent", 100 * 91.0 / 108, "PPV_percent", 59.5238095, "JI", 0.471698,
            "CC_percent", -12);
    }

    /** Two slices of one image: 4 pixels of 4 found, 0 of 1: half per slice, four fifths of the volume. */
    @Test
    void table1IsPerSliceAndTable2PerVolume() {
        Volume two = Masks.fill(Masks.fill(slices(), 1, 2, 4, 2, 4, 0, 1), 1, 2, 3, 2, 3, 1, 2);
        Volume found = Masks.fill(slices(), 1, 2, 4, 2, 4, 0, 1);
        Scores both = Scores.of(List.of("table1", "table2"), ScoreSettings.DEFAULT);
        assertEquals(0.5, Masks.score(both, "DSC", two, found), DIGITS);
        assertEquals(0.5, Masks.score(both, "JI", two, found), DIGITS);
        assertEquals(0.5, Masks.score(both, "Recall", two, found), DIGITS);
        assertEquals(8.0 / 9, Masks.score(both, "DSC_table2", two, found), DIGITS);
        assertEquals(0.8, Masks.score(both, "JI_table2", two, found), DIGITS);
        assertEquals(80, Masks.score(both, "TPR_percent", two, found), DIGITS);
        assertEquals(8.0 / 9, Masks.score(Scores.of(List.of("table2"), ScoreSettings.DEFAULT), "DSC", two, found),
            DIGITS, "alone it has the paper's name");
    }

    @Test
    void aMissedStructureIsZeroOrUndefined() {
        for (Convention convention : Convention.values()) { // the tables do not follow any
            Scores scores = Scores.of(List.of("table2"), ScoreSettings.DEFAULT.with(convention));
            assertEquals(0, Masks.score(scores, "DSC", reference, image()));
            assertEquals(0, Masks.score(scores, "TPR_percent", reference, image()));
            assertEquals(100, Masks.score(scores, "TNR_percent", reference, image()));
            assertEquals(Double.NaN, Masks.score(scores, "CC_percent", reference, image()));
            assertEquals(Double.NaN, Masks.score(scores, "HD_mm", reference, image()));
        }
    }

    private void check(String table, Object... namesAndValues) {
        Scores scores = Scores.of(List.of(table), ScoreSettings.DEFAULT);
        assertEquals(namesAndValues.length / 2, scores.columns().size());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            assertEquals(namesAndValues[i], scores.columns().get(i / 2));
            assertEquals(((Number) namesAndValues[i + 1]).doubleValue(),
                Masks.score(scores, (String) namesAndValues[i], reference, predicted), DIGITS);
        }
    }

    private static Volume slices() {
        return Masks.empty(new int[] {6, 6, 2}, 1, 1, 1);
    }

    private static Volume image() {
        return Masks.empty(new int[] {12, 12, 1}, 0.25, 0.5, 5);
    }
}
