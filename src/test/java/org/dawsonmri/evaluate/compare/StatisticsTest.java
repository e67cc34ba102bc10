package org.dawsonmri.evaluate.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.evaluate.compare.Bootstrap.Interval;
import org.dawsonmri.evaluate.compare.VolumeAgreement.BlandAltman;
import org.dawsonmri.evaluate.score.Range.Direction;
import org.dawsonmri.evaluate.score.Scores;

import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

/** Tests and intervals against numbers by hand, every choice of signs, the library, and repeated experiments. */
class StatisticsTest {

    @Test
    void signedRankByHand() {
        assertEquals(new SignedRank(6, 0, 15, 0.4375), SignedRank.of(new double[] {1, 2, 3, 4, 5, -6}));
        // 14 of the 64 choices of signs give a sum of negative ranks of 6 or less: 1+1+1+2+2+3+4
        assertEquals(new SignedRank(5, 0, 15, 2 / 32.0), SignedRank.of(new double[] {1, 2, 3, 4, 5}));
        assertEquals(new SignedRank(0, 3, 0, 1), SignedRank.of(new double[3]));
        assertTrue(Double.isNaN(SignedRank.of(new double[0]).p()));
        // Pratt: the zero takes rank 1 away from the others, which are 2, 3.5 and 3.5
        assertEquals(new SignedRank(3, 1, 7, 2 * 2 / 8.0), SignedRank.of(new double[] {0, -1, 2, 2}));
        assertEquals(new SignedRank(2, 0, 1.5, 1), SignedRank.of(new double[] {0.9 - 0.8, 0.7 - 0.8}), "rounding");
    }

    @Test
    void signedRankIsEveryChoiceOfSigns() {
        Random random = new Random(4);
        for (int trial = 0; trial < 50; trial++) {
            double[] d = random.ints(1 + random.nextInt(10), -4, 5).asDoubleStream().toArray();
            assertEquals(bySigns(d), SignedRank.of(d).p(), 1e-12, () -> Arrays.toString(d));
        }
    }

    @Test
    void signedRankIsTheLibrarysWithoutTies() {
        Random random = new Random(5);
        for (int n : new int[] {3, 12, 60, 200}) {
            double[] d = random.doubles(n).map(x -> x - 0.4).toArray();
            assertEquals(WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT).test(d).getPValue(),
                SignedRank.of(d).p(), 1e-9);
        }
        double[] many = random.ints(400, -9, 11).asDoubleStream().toArray();
        double exactOfSome = SignedRank.of(Arrays.copyOf(many, 300)).p();
        double approximate = WilcoxonSignedRankTest.withDefaults().with(PValueMethod.ASYMPTOTIC)
            .test(Arrays.copyOf(many, 300)).getPValue();
        assertEquals(1, exactOfSome / approximate, 0.03, "where the one takes over from the other they agree");
        assertEquals(WilcoxonSignedRankTest.withDefaults().with(PValueMethod.ASYMPTOTIC).test(many).getPValue(),
            SignedRank.of(many).p(), 1e-12);
    }

    @Test
    void holmByHand() {
        assertArrayEquals(new double[] {0.03, 0.06, 0.06}, PairedDifference.holm(new double[] {0.01, 0.04, 0.03}),
            1e-12);
        assertArrayEquals(new double[] {0.6, Double.NaN, 0.2},
            PairedDifference.holm(new double[] {0.6, Double.NaN, 0.1}), 1e-12);
    }

    @Test
    void bootstrapCoversTheMeanAsOftenAsItSays() {
        Random random = new Random(6);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++) {
            double[] skewed = random.doubles(40).map(u -> -Math.log(1 - u)).toArray(); // mean 1
            covered += new Bootstrap(500, trial).ofMean(skewed).contains(1) ? 1 : 0;
        }
        assertEquals(0.94, covered / 400.0, 0.035);
    }

    /** As MONAI and DeepMind give them where a mask is empty. */
    @Test
    void infiniteScoresAreTheLargestRankAndHaveNoInterval() {
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(SignedRank.of(new double[] {1, 2, 3, -4}), SignedRank.of(new double[] {1, 2, 3, -infinite}));
        assertEquals(new SignedRank(2, 1, 5, 0.5), SignedRank.of(new double[] {0, infinite, infinite}));
        assertTrue(Double.isNaN(Bootstrap.DEFAULT.ofMean(new double[] {1, 2, infinite}).low()));
    }

    @Test
    void bootstrapFollowsSkewAndSeed() {
        double[] skewed = {0, 0, 0, 0, 0, 0, 0, 0, 1, 10};
        Interval interval = Bootstrap.DEFAULT.ofMean(skewed);
        assertEquals(interval, Bootstrap.DEFAULT.ofMean(skewed));
        assertNotEquals(interval, new Bootstrap(10_000, 2).ofMean(skewed));
        assertTrue(interval.high() - 1.1 > 2 * (1.1 - interval.low()), interval::toString);
        assertEquals(new Interval(3, 3), Bootstrap.DEFAULT.ofMean(new double[] {3, 3, 3}));
        assertTrue(Double.isNaN(Bootstrap.DEFAULT.ofMean(new double[] {3}).low()));
        assertThrows(DawsonException.class, () -> new Bootstrap(5, 1));
    }

    @Test
    void blandAltmanByHand() {
        BlandAltman b = BlandAltman.of(new double[] {1, 2, 3, 4, 5});
        double sd = Math.sqrt(2.5);
        double t = 2.776445105; // Student's t, 4 degrees of freedom, from a table
        assertEquals(3, b.bias(), 1e-12);
        assertEquals(3 - 1.96 * sd, b.lower(), 1e-12);
        assertEquals(3 + t * sd / Math.sqrt(5), b.biasInterval().high(), 1e-6);
        assertEquals(b.upper() - t * sd * Math.sqrt(0.2 + 1.96 * 1.96 / 8), b.upperInterval().low(), 1e-6);
        assertTrue(Double.isNaN(BlandAltman.of(new double[] {1}).upper()));
    }

    @Test
    void directionsOfColumns() {
        assertEquals(Direction.HIGHER, Scores.find("surface_dice_1mm").direction());
        assertEquals(Direction.HIGHER, Scores.find("conformity_percent").direction());
        assertEquals(Direction.LOWER, Scores.find("hd95_monai_mm").direction());
        assertEquals(Direction.LOWER, Scores.find("slice_hd_px").direction());
        assertEquals(Direction.LOWER, Scores.find("absolute_relative_difference").direction());
        assertEquals(Direction.ZERO, Scores.find("relative_difference").direction());
        assertEquals(Direction.NONE, Scores.find("reference_ml").direction());
        assertEquals(Direction.NONE, Scores.find("lesion_detected_n").direction());
        assertEquals(Direction.NONE, Scores.find("lesion_0_14_mm3_reference_mm3").direction());
        assertEquals(Direction.HIGHER, Scores.find("lesion_0_14_mm3_ppv").direction());
        assertEquals(Direction.HIGHER, Scores.find("TPR_percent").direction());
        assertEquals(Direction.LOWER, Scores.find("obj_fpr").direction());
    }

    /** Twice the share of all 2ⁿ choices of signs whose sum is as far out on the side of the one observed. */
    private static double bySigns(double[] d) {
        double[] ranks = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            for (double other : d) {
                ranks[i] += Math.abs(other) < Math.abs(d[i]) ? 1 : Math.abs(other) == Math.abs(d[i]) ? 0.5 : 0;
            }
            ranks[i] = d[i] == 0 ? 0 : ranks[i] + 0.5;
        }
        double observed = sum(ranks, i -> d[i] > 0);
        int low = 0;
        int high = 0;
        for (int signs = 0; signs < 1 << d.length; signs++) {
            int choice = signs;
            double sum = sum(ranks, i -> (choice >> i & 1) == 1);
            low += sum <= observed ? 1 : 0;
            high += sum >= observed ? 1 : 0;
        }
        return Math.min(1, 2.0 * Math.min(low, high) / (1 << d.length));
    }

    private static double sum(double[] ranks, java.util.function.IntPredicate counts) {
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += counts.test(i) ? ranks[i] : 0;
        }
        return sum;
    }
}
