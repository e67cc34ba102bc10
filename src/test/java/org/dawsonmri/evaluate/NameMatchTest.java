package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** Which prediction belongs to which reference. */
class NameMatchTest {

    @Test
    void equalNamesComeFirst() {
        NameMatch match = new NameMatch(List.of("p07"), List.of("p07_old", "p07", "p07_pred"));
        assertEquals("p07", match.predictionOf("p07"));
        assertEquals(Set.of(), match.unclaimed(), "companions of a matched prediction");
    }

    @Test
    void wordsThatSayWhatAFileIsDoNotCount() {
        NameMatch match = new NameMatch(List.of("p07_label", "p19_label", "sub-01_dseg"),
            List.of("p19_pred", "p07_pred", "sub-01"));
        assertEquals("p07_pred", match.predictionOf("p07_label"));
        assertEquals("p19_pred", match.predictionOf("p19_label"));
        assertEquals("sub-01", match.predictionOf("sub-01_dseg"));
    }

    @Test
    void aNameThatGoesOnBelongsToTheLongest() {
        NameMatch match = new NameMatch(List.of("case_1", "case_1_b"), List.of("case_1_b_unet", "case_1_unet"));
        assertEquals("case_1_unet", match.predictionOf("case_1"));
        assertEquals("case_1_b_unet", match.predictionOf("case_1_b"));
    }

    @Test
    void aNameThatBelongsToAnotherIsNotTaken() {
        NameMatch match = new NameMatch(List.of("case_1", "case_1_b"), List.of("case_1_b"));
        assertEquals("case_1_b", match.predictionOf("case_1_b"));
        assertNull(match.predictionOf("case_1"));
        assertEquals(Set.of(), match.candidates("case_1"));
    }

    @Test
    void similarNumbersAreDifferentCases() {
        NameMatch match = new NameMatch(List.of("hippocampus_001", "case1"), List.of("hippocampus_003", "case12"));
        assertNull(match.predictionOf("hippocampus_001"));
        assertNull(match.predictionOf("case1"));
        assertEquals(Set.of("hippocampus_003", "case12"), match.unclaimed());
    }

    @Test
    void nothingIsGuessed() {
        NameMatch several = new NameMatch(List.of("p07"), List.of("p07_unet", "p07_segnet"));
        assertNull(several.predictionOf("p07"));
        assertEquals(Set.of("p07_unet", "p07_segnet"), several.candidates("p07"));
        assertEquals(Set.of(), several.unclaimed());
        NameMatch shared = new NameMatch(List.of("p07_label", "p07_mask"), List.of("p07"));
        assertNull(shared.predictionOf("p07_label"));
        assertNull(shared.predictionOf("p07_mask"));
        assertEquals(Set.of("p07"), shared.candidates("p07_mask"));
    }
}
