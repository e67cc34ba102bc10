package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Scores of probabilities: the golden values of the first paper's metrics, and curves by hand and by brute force. */
class ProbabilityScoresTest {

    private static final double DIGITS = 5.1e-8; // the values are given to seven decimals
    private static final Scores SCORES =
        Scores.of(List.of("probability", "overlap"), ScoreSettings.DEFAULT.with(Convention.SEED1));

    /** Two images of 2×2 pixels, the second one without the class. */
    private final Volume reference = volume(new int[] {2, 2, 2}, 0, 1, 1, 0, 0, 0, 0, 0);
    private final Volume probabilities = volume(new int[] {2, 2, 2}, 0.2f, 0.9f, 0.4f, 0.1f, 0.1f, 0, 0, 0.3f);

    @Test
    void goldenValues() {
        assertEquals(0.7484472, score("soft_dice_slices", reference, probabilities), DIGITS);
        assertEquals(0.2265239, score("bce", reference, probabilities), DIGITS);
        assertEquals(0.065, score("mse", reference, probabilities), DIGITS);
        assertEquals(0.875, score("binary_accuracy", reference, probabilities), DIGITS);
        assertEquals(0.875, score("dice_seed1", reference, probabilities), DIGITS);
        assertEquals(3.6 / 5, score("soft_dice", reference, probabilities), DIGITS, "1.3 in both, 2 and 2 in each");
    }

    @Test
    void goldenValuesOfEachImage() {
        int[] image = {2, 2, 1};
        Volume first = volume(image, 0, 1, 1, 0);
        Volume firstMap = volume(image, 0.2f, 0.9f, 0.4f, 0.1f);
        assertEquals(0.7826087, score("soft_dice", first, firstMap), DIGITS);
        assertEquals(0.75, score("dice_seed1", first, firstMap), DIGITS);
        Volume second = volume(image, 0, 0, 0, 0);
        Volume secondMap = volume(image, 0.1f, 0, 0, 0.3f);
        assertEquals(0.7142857, score("soft_dice", second, secondMap), DIGITS);
        assertEquals(1, score("dice_seed1", second, secondMap), DIGITS);
    }

    @Test
    void certaintyIsClippedAsInKeras() {
        Volume one = volume(new int[] {2, 1, 1}, 1, 0);
        assertEquals(-Math.log(1 - 1e-7), score("bce", one, one), 1e-12);
        assertEquals(-Math.log(1e-7), score("bce", one, volume(new int[] {2, 1, 1}, 0, 1)), 1e-9);
        assertEquals(1, score("average_precision", one, one));
    }

    /** Descending: 0.9 true, 0.8 false, 0.7 true and false, 0.1 true: steps of 1/3 at precisions 1, 2/4 and 3/5. */
    @Test
    void averagePrecisionByHand() {
        Volume y = volume(new int[] {6, 1, 1}, 1, 0, 1, 0, 1, 0);
        Volume p = volume(new int[] {6, 1, 1}, 0.9f, 0.8f, 0.7f, 0.7f, 0.1f, 0);
        assertEquals((1 + 2.0 / 4 + 3.0 / 5) / 3, score("average_precision", y, p), 1e-12);
        Volume flat = volume(new int[] {6, 1, 1}, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f);
        assertEquals(0.5, score("average_precision", y, flat), 1e-12, "no order at all: the part of positives");
        Volume zeros = volume(new int[] {6, 1, 1}, -0f, 0, 0, -0f, 0, -0f);
        assertEquals(0.5, score("average_precision", y, zeros), 1e-12, "minus zero is zero");
    }

    @Test
    void averagePrecisionEqualsAllThresholdsTriedOut() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            Volume y = Masks.random(random, new int[] {5, 4, 3}, 1, 1, 1);
            Volume p = Masks.empty(new int[] {5, 4, 3}, 1, 1, 1);
            int levels = 1 + random.nextInt(12);
            for (int i = 0; i < 60; i++) {
                p.voxels()[i] = random.nextInt(levels + 1) / (float) levels;
            }
            double area = 0;
            double recall = 0;
            double positives = count(y, p, 0, true);
            for (int level = levels; level >= 0; level--) {
                double hits = count(y, p, level / (float) levels, true);
                double all = hits + count(y, p, level / (float) levels, false);
                area += all == 0 ? 0 : (hits / positives - recall) * hits / all;
                recall = hits / positives;
            }
            assertEquals(area, score("average_precision", y, p), 1e-12);
        }
    }

    @Test
    void aBetterOrderIsABetterCurve() {
        Volume y = volume(new int[] {4, 1, 1}, 1, 1, 0, 0);
        double good = score("average_precision", y, volume(new int[] {4, 1, 1}, 0.4f, 0.3f, 0.2f, 0.1f));
        double bad = score("average_precision", y, volume(new int[] {4, 1, 1}, 0.1f, 0.2f, 0.3f, 0.4f));
        assertEquals(1, good);
        assertTrue(bad < 0.5);
    }

    @Test
    void anEmptyReferenceHasNoCurve() {
        Volume none = Masks.empty(new int[] {2, 2, 2}, 1, 1, 1);
        assertEquals(Double.NaN, score("average_precision", none, probabilities));
        assertTrue(score("bce", none, probabilities) > 0);
        int index = SCORES.columns().indexOf("bce");
        assertEquals(Double.NaN, SCORES.measure(Masks.pair(reference, reference))[index], "no map, no score");
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        for (float value : new float[] {1.01f, -0.01f, Float.NaN, Float.POSITIVE_INFINITY}) {
            Volume broken = volume(new int[] {2, 2, 1}, 0, 0, value, 0);
            DawsonException e = assertThrows(DawsonException.class, () -> ProbabilityMap.of(broken));
            assertTrue(e.getMessage().contains("found " + value + " at voxel (0, 1, 0)"), e.getMessage());
        }
        ProbabilityMap.of(volume(new int[] {1, 1, 1}, 1.000001f));
    }

    @Test
    void theFamilyHasToBeAskedFor() {
        assertTrue(SCORES.needProbabilities());
        assertTrue(!Masks.ALL.needProbabilities() && !Masks.ALL.columns().contains("bce"));
    }

    private static long count(Volume y, Volume p, float threshold, boolean inside) {
        return IntStream.range(0, 60).filter(i -> p.voxels()[i] >= threshold && y.voxels()[i] > 0 == inside).count();
    }

    /** The prediction is what is probable by half or more, as in the first paper's second program. */
    private static double score(String column, Volume reference, Volume probabilities) {
        float[] labels = new float[probabilities.voxels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = probabilities.voxels()[i] >= 0.5f ? 1 : 0;
        }
        LabelPair pair = LabelPair.of(LabelMap.of(reference), LabelMap.of(reference.with(labels)), 1,
            ProbabilityMap.of(probabilities));
        return SCORES.measure(pair)[SCORES.columns().indexOf(column)];
    }

    private static Volume volume(int[] shape, float... values) {
        return Masks.empty(shape, 1, 1, 1).with(values);
    }
}
