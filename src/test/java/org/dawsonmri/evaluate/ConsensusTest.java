package org.dawsonmri.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.Consensus.ConsensusMethod;
import org.dawsonmri.evaluate.ConsensusTable.RaterScore;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Majority votes by hand, and what is said about doubtful raters. */
class ConsensusTest {

    private final List<String> warnings = new ArrayList<>();
    private final Progress progress = event -> {
        if (event.type() == Event.Type.WARNING) {
            warnings.add(event.text());
        }
    };

    @Test
    void mostVotesWinAndTiesAreBackground() {
        Consensus consensus = majority(rater("a", 0, 1, 1, 2, 1, 3), rater("b", 0, 1, 0, 2, 2, 3),
            rater("c", 0, 1, 0, 1, 3, 0), rater("d", 1, 1, 1, 2, 3, 0));
        assertArrayEquals(new float[] {0, 1, 0, 2, 3, 0}, consensus.labels().voxels());
        assertEquals(2, consensus.undecided(), "voxels 2 and 5 have two votes for each of two labels");
        assertEquals(0, consensus.iterations());
        assertArrayEquals(new float[] {0.25f, 1, 0.5f, 0.25f, 0.25f, 0}, consensus.probabilities().get(0).voxels());
        assertEquals(3, consensus.probabilities().size());
    }

    /** Rater a: class 1 in voxels 1, 2; consensus: voxels 0, 1. */
    @Test
    void ratersAreScoredAgainstTheMajority() {
        Consensus consensus = majority(rater("a", 0, 1, 1, 0, 0), rater("b", 1, 1, 0, 0, 0), rater("c", 1, 1, 0, 0, 0));
        assertEquals(new RaterScore("a", 1, 0.5, 2.0 / 3, 0.5, 2 * 6 / 1000.0), consensus.scores().get(0));
        assertEquals(new RaterScore("b", 1, 1, 1, 1, 2 * 6 / 1000.0), consensus.scores().get(1));
        assertEquals(List.of("c and b: agree in every voxel, as copies do, and count twice"), warnings);
    }

    @Test
    void ratersWithoutALabelAgreeOnNothing() {
        for (ConsensusMethod method : ConsensusMethod.values()) {
            Consensus consensus = Consensus.of(method, List.of(rater("a", 0, 0), rater("b", 0, 0)), Progress.NONE);
            assertArrayEquals(new float[2], consensus.labels().voxels());
            assertTrue(consensus.probabilities().isEmpty());
            assertEquals(0, consensus.scores().get(0).label());
            assertEquals(1, consensus.scores().get(0).sensitivity());
        }
    }

    @Test
    void doubtfulRatersAreNamed() {
        majority(rater("good", 1, 1, 0, 0, 0), rater("fine", 1, 1, 1, 0, 0), rater("lazy", 0, 0, 0, 0, 0),
            rater("inverted", 0, 0, 1, 1, 1));
        assertTrue(warnings.contains("lazy: labels nothing, where others do"), warnings::toString);
    }

    @Test
    void aRaterWorseThanChanceIsNamed() {
        majority(rater("good", 1, 1, 0, 0, 0), rater("fine", 1, 1, 0, 0, 1), rater("inverted", 0, 0, 1, 1, 1));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("inverted: is worse than chance on class 1"), warnings.get(0));
    }

    @Test
    void whatCannotBeDecidedIsRefused() {
        refused("found 1", rater("a", 0, 1));
        refused("b: has 3×1×1 voxels", rater("a", 0, 1), rater("b", 0, 1, 1));
        refused("b: found 0.5 at voxel", rater("a", 0, 1), rater("b", 0, 0.5f));
        refused("b: found NaN at voxel", rater("a", 0, 1), rater("b", 0, Float.NaN));
    }

    private void refused(String message, Volume... raters) {
        for (ConsensusMethod method : ConsensusMethod.values()) {
            DawsonException e = assertThrows(DawsonException.class,
                () -> Consensus.of(method, List.of(raters), progress));
            assertTrue(e.getMessage().contains(message), e.getMessage());
        }
    }

    private Consensus majority(Volume... raters) {
        return Consensus.of(ConsensusMethod.MAJORITY, List.of(raters), progress);
    }

    static Volume rater(String name, float... labels) {
        return new Volume(Geometry.ofSpacing(labels.length, 1, 1, 1, 2, 3), labels, name);
    }
}
