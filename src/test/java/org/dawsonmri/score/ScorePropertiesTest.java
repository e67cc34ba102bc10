package org.dawsonmri.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;

/** What must hold for any two masks, on random anisotropic ones. */
class ScorePropertiesTest {

    private static final List<String> SURFACE = List.of("hd_mm", "hd95_mm", "assd_mm");

    @Test
    void surfaceScoresEqualBruteForceIn3d() {
        Random random = new Random(6);
        for (int round = 0; round < 100; round++) {
            int[] shape = random.ints(3, 4, 14).toArray();
            double[] spacing = Masks.randomSpacing(random);
            equalBruteForce(Masks.random(random, shape, spacing), Masks.random(random, shape, spacing));
        }
    }

    @Test
    void surfaceScoresEqualBruteForceInAnyDimension() {
        forRandomPairs(ScorePropertiesTest::equalBruteForce);
    }

    private static void equalBruteForce(Volume reference, Volume predicted) {
        double[] spacing = reference.geometry().spacingMm();
        List<int[]> a = Masks.border(reference);
        List<int[]> b = Masks.border(predicted);
        double[] pooled = DoubleStream.concat(Arrays.stream(Masks.nearest(a, b, spacing)),
            Arrays.stream(Masks.nearest(b, a, spacing))).sorted().toArray();
        double rank = 0.95 * (pooled.length - 1);
        int below = (int) rank;
        double fraction = rank - below;
        double hd95 = fraction == 0 ? pooled[below]
            : (1 - fraction) * pooled[below] + fraction * pooled[below + 1];
        assertEquals(pooled[pooled.length - 1], Masks.score("hd_mm", reference, predicted), 1e-9);
        assertEquals(hd95, Masks.score("hd95_mm", reference, predicted), 1e-9);
        assertEquals(Arrays.stream(pooled).average().orElseThrow(), Masks.score("assd_mm", reference, predicted),
            1e-9);
    }

    @Test
    void exchangingTheMasksExchangesPrecisionAndRecall() {
        forRandomPairs((reference, predicted) -> {
            for (String column : List.of("dice", "jaccard", "hd_mm", "hd95_mm", "assd_mm")) {
                assertEquals(Masks.score(column, reference, predicted), Masks.score(column, predicted, reference),
                    1e-12);
            }
            assertEquals(Masks.score("precision", reference, predicted), Masks.score("recall", predicted, reference));
        });
    }

    @Test
    void aMaskAgreesWithItself() {
        forRandomPairs((reference, other) -> {
            for (String column : List.of("dice", "jaccard", "precision", "recall")) {
                assertEquals(1, Masks.score(column, reference, reference));
            }
            for (String column : List.of("hd_mm", "hd95_mm", "assd_mm", "difference_mm3", "relative_difference")) {
                assertEquals(0, Masks.score(column, reference, reference));
            }
        });
    }

    @Test
    void everyScoreIsWithinItsRange() {
        for (Convention convention : Convention.values()) {
            Scores all = Scores.of(List.of("all", "table1", "table2"), ScoreSettings.DEFAULT.with(convention));
            Random random = new Random(6);
            for (int round = 0; round < 20; round++) {
                int[] shape = Masks.randomShape(random, 9);
                double[] values = all.measure(Masks.pair(Masks.random(random, shape, new double[] {1, 1, 2}),
                    Masks.random(random, shape, new double[] {1, 1, 2})));
                for (int i = 0; i < values.length; i++) {
                    Score score = all.scores().get(i);
                    assertFalse(values[i] < score.range().min() - 1e-12 || values[i] > score.range().max() + 1e-9,
                        score.column() + " is " + values[i]);
                }
            }
        }
    }

    /** NB: a percentile of a list need not exceed its mean, so HD95 ≥ ASSD is no law and is not tested. */
    @Test
    void scoresKeepTheirOrder() {
        forRandomPairs((reference, predicted) -> {
            double hd = Masks.score("hd_mm", reference, predicted);
            double hd95 = Masks.score("hd95_mm", reference, predicted);
            double assd = Masks.score("assd_mm", reference, predicted);
            assertTrue(hd >= hd95 && hd95 >= 0, hd + " " + hd95);
            assertTrue(hd >= assd && assd >= 0, hd + " " + assd);
            double dice = Masks.score("dice", reference, predicted);
            assertEquals(dice / (2 - dice), Masks.score("jaccard", reference, predicted), 1e-12);
            assertEquals(dice == 0 ? Double.NaN : 100 * (3 * dice - 2) / dice,
                Masks.score("conformity_percent", reference, predicted), 1e-8);
        });
    }

    /** NB: Zhang and Suen's two sub-iterations look at different sides, so a flip may move a skeleton by a pixel. */
    @Test
    void flippingBothChangesNothing() {
        forRandomPairs((reference, predicted) -> {
            double[] before = Masks.ALL.measure(Masks.pair(reference, predicted));
            double[] after = Masks.ALL.measure(Masks.pair(flipped(reference), flipped(predicted)));
            for (int i = 0; i < before.length; i++) {
                if (Masks.ALL.columns().get(i).matches("(shd|smd|skeleton)_.*")) {
                    continue;
                }
                assertEquals(before[i], after[i], 1e-9, Masks.ALL.columns().get(i));
            }
        });
    }

    @Test
    void distancesAndVolumesScaleWithTheSpacing() {
        forRandomPairs((reference, predicted) -> {
            Volume bigReference = scaled(reference, 2.5);
            Volume bigPredicted = scaled(predicted, 2.5);
            for (String column : SURFACE) {
                assertEquals(2.5 * Masks.score(column, reference, predicted),
                    Masks.score(column, bigReference, bigPredicted), 1e-9);
            }
            assertEquals(15.625 * Masks.score("reference_mm3", reference, predicted),
                Masks.score("reference_mm3", bigReference, bigPredicted), 1e-6);
            assertEquals(Masks.score("dice", reference, predicted), Masks.score("dice", bigReference, bigPredicted));
        });
    }

    private static void forRandomPairs(BiConsumer<Volume, Volume> property) {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            int[] shape = Masks.randomShape(random, 11);
            double[] spacing = Masks.randomSpacing(random);
            property.accept(Masks.random(random, shape, spacing), Masks.random(random, shape, spacing));
        }
    }

    private static Volume flipped(Volume v) {
        float[] values = new float[v.voxels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = v.voxels()[values.length - 1 - i];
        }
        return v.with(values);
    }

    private static Volume scaled(Volume v, double factor) {
        Geometry g = v.geometry();
        return new Volume(Geometry.ofSpacing(g.nx(), g.ny(), g.nz(), factor * g.spacingMm(0), factor * g.spacingMm(1),
            factor * g.spacingMm(2)), v.voxels(), v.name());
    }
}
