package org.dawsonmri.compare;

import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Wilcoxon's signed-rank test of paired differences, two-sided: can they come from a distribution that is symmetric
 * about 0?
 *
 * <p>Zeros are treated as by Pratt (J. Am. Stat. Assoc. 54:655, 1959): they are ranked with the others, then dropped.
 * Ties get their mean rank. Up to {@value #MOST_EXACT} differences the p value is exact, ties and zeros included: given
 * the ranks, each of the 2ⁿ choices of signs is as likely as any other, and how many of them give which sum is counted
 * one rank after the other. Beyond, the normal approximation of Apache Commons Statistics is used, corrected for ties.
 *
 * <pre>{@code
 * SignedRank.of(new double[] {1, 2, 3, 4, 5, -6}).p();    // 0.4375
 * }</pre>
 *
 * @param n differences other than 0
 * @param zeros differences of 0
 * @param positive sum of the ranks of positive differences
 * @param p two-sided p value; 1 if all differences are 0, NaN if there are none
 */
public record SignedRank(int n, int zeros, double positive, double p) {

    private static final int MOST_EXACT = 300;

    /** Differences closer than this part of the largest are ties: 0.9 − 0.8 and 0.8 − 0.7 are not equal in binary. */
    private static final double ROUNDING = 1e-12;

    /** @param differences without NaN, in any order; infinite ones have the largest rank */
    static SignedRank of(double[] differences) {
        if (Arrays.stream(differences).allMatch(d -> d == 0)) {
            return new SignedRank(0, differences.length, 0, differences.length == 0 ? Double.NaN : 1);
        }
        double largest = Arrays.stream(differences).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        double unit = largest == 0 ? 1 : largest * ROUNDING;
        double[] rounded = Arrays.stream(differences).map(d -> Math.rint(d / unit)).toArray();
        int[] ranks = doubledRanks(rounded);
        int positive = 0;
        int all = 0;
        int n = 0;
        for (int i = 0; i < rounded.length; i++) {
            if (rounded[i] != 0) {
                n++;
                all += ranks[i];
                positive += rounded[i] > 0 ? ranks[i] : 0;
            }
        }
        double p = rounded.length > MOST_EXACT ? approximate(rounded) : exact(rounded, ranks, positive, all);
        return new SignedRank(n, rounded.length - n, positive / 2.0, p);
    }

    /** Twice the rank of each absolute value, so that mean ranks of ties are whole numbers. */
    private static int[] doubledRanks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(values[i])));
        int[] ranks = new int[values.length];
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && Math.abs(values[order[to]]) == Math.abs(values[order[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = from + 1 + to; // 2 · mean of from + 1 … to
            }
            from = to;
        }
        return ranks;
    }

    private static double exact(double[] differences, int[] ranks, int positive, int all) {
        double[] chance = new double[all + 1]; // of each sum of doubled ranks
        chance[0] = 1;
        int reached = 0;
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] != 0) {
                reached += ranks[i];
                for (int sum = reached; sum >= 0; sum--) {
                    chance[sum] = 0.5 * (chance[sum] + (sum >= ranks[i] ? chance[sum - ranks[i]] : 0));
                }
            }
        }
        double tail = 0;
        for (int sum = 0; sum <= Math.min(positive, all - positive); sum++) {
            tail += chance[sum];
        }
        return Math.min(1, 2 * tail);
    }

    private static double approximate(double[] differences) {
        return WilcoxonSignedRankTest.withDefaults()
            .with(PValueMethod.ASYMPTOTIC).test(differences).getPValue();
    }
}
