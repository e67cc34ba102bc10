package org.dawsonmri.score;

import static org.dawsonmri.score.Score.Place.CASES;
import static org.dawsonmri.score.Score.Place.REPORT;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Scores of a class's probabilities p against the reference's mask y (0 or 1), over all N voxels of the image.
 *
 * <ul>
 * <li>{@code bce} = −Σ [y ln p + (1 − y) ln(1 − p)] / N with p kept within 1e-7 and 1 − 1e-7, as Keras does;
 * <li>{@code mse} = Σ (p − y)² / N, the Brier score;
 * <li>{@code soft_dice} = (2 Σ y·p + 1) / (Σ y + Σ p + 1) over the volume, no threshold;
 * <li>{@code soft_dice_slices}: the same in each slice across the third axis, averaged over all slices, empty ones
 * included: what the first paper calls Dice;
 * <li>{@code binary_accuracy}: the part of the voxels where p &gt; 0.5 says what y says, as Keras does;
 * <li>{@code average_precision}: the area under the precision-recall curve, see {@link PrecisionRecall}.
 * </ul>
 *
 * <p>Undefined (NaN) where there is no map of the class; the average precision also if the reference is empty.
 */
final class ProbabilityScores {

    private static final double CLIP = 1e-7;
    private static final Function<LabelPair, Sums> SUMS = ProbabilityScores::sums;

    static final List<Score> ALL = List.of(
        score("bce", Range.ERROR, pair -> pair.measured(SUMS).bce / pair.grid().voxels()),
        score("mse", Range.ERROR_RATE, pair -> pair.measured(SUMS).squares / pair.grid().voxels()),
        score("soft_dice", Range.RATIO, pair -> pair.measured(SUMS).dice()).titled("Soft Dice")
            .shownIn(REPORT, CASES),
        score("soft_dice_slices", Range.RATIO, pair -> pair.measured(SUMS).sliceDice / pair.grid().shape()[2]),
        score("binary_accuracy", Range.RATIO, pair -> pair.measured(SUMS).right / pair.grid().voxels()),
        score("average_precision", Range.RATIO, pair -> PrecisionRecall.averagePrecision(pair.probability())));

    private ProbabilityScores() {
    }

    private static Score score(String name, Range range, ToDoubleFunction<LabelPair> formula) {
        return Score.of(name, "", range, pair -> pair.probability() == null ? Double.NaN
            : formula.applyAsDouble(pair));
    }

    /** SliceMasks are summed in parallel and put together in order: the same sum on every machine. */
    private static Sums sums(LabelPair pair) {
        int[] shape = pair.grid().shape();
        int size = shape[0] * shape[1];
        LabelPair.Probability probability = pair.probability();
        return IntStream.range(0, shape[2]).parallel()
            .mapToObj(z -> Sums.of(probability.reference(), probability.values(), z * size, (z + 1) * size))
            .toList().stream().reduce(Sums.NONE, Sums::plus);
    }

    /** What one slice or several add up to; {@code sliceDice} is the sum of the slices' soft Dice. */
    private record Sums(double both, double reference, double predicted, double bce, double squares, double right,
            double sliceDice) {

        private static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

        static Sums of(boolean[] y, float[] values, int from, int to) {
            double both = 0;
            double reference = 0;
            double predicted = 0;
            double bce = 0;
            double squares = 0;
            double right = 0;
            for (int i = from; i < to; i++) {
                double p = Math.min(1, Math.max(0, values[i]));
                double hit = y[i] ? p : 1 - p; // probability of what is true
                both += y[i] ? p : 0;
                reference += y[i] ? 1 : 0;
                predicted += p;
                bce -= Math.log(Math.min(1 - CLIP, Math.max(CLIP, hit)));
                squares += (1 - hit) * (1 - hit);
                right += p > 0.5 == y[i] ? 1 : 0;
            }
            return new Sums(both, reference, predicted, bce, squares, right, smooth(both, reference, predicted));
        }

        Sums plus(Sums other) {
            return new Sums(both + other.both, reference + other.reference, predicted + other.predicted,
                bce + other.bce, squares + other.squares, right + other.right, sliceDice + other.sliceDice);
        }

        double dice() {
            return smooth(both, reference, predicted);
        }

        private static double smooth(double both, double reference, double predicted) {
            return (2 * both + 1) / (reference + predicted + 1);
        }
    }

    /**
     * The precision-recall curve of a probability map: one point for each probability that occurs, taken as threshold.
     */
    static final class PrecisionRecall {

        private PrecisionRecall() {
        }

        /**
         * The average precision Σ (Rₖ − Rₖ₋₁) Pₖ over the thresholds in descending order: the area under the curve as
         * steps, exact, without the optimism of straight lines between its points (Davis and Goadrich, ICML 2006).
         * Voxels of equal probability pass a threshold together. NaN if the reference is empty.
         */
        static double averagePrecision(LabelPair.Probability probability) {
            float[] positives = values(probability, true, Float.NEGATIVE_INFINITY);
            if (positives.length == 0) {
                return Double.NaN;
            }
            // below the last positive the recall does not grow any more: most of an image need not be sorted
            float[] negatives = values(probability, false, positives[0]);
            double area = 0;
            int n = negatives.length - 1;
            for (int p = positives.length - 1; p >= 0;) {
                float threshold = positives[p];
                int before = p;
                while (p >= 0 && positives[p] == threshold) {
                    p--;
                }
                while (n >= 0 && negatives[n] >= threshold) {
                    n--;
                }
                double found = positives.length - 1.0 - p;
                double precision = found / (found + negatives.length - 1 - n);
                area += (before - p) * precision;
            }
            return area / positives.length;
        }

        /** Ascending probabilities, from {@code least}, of the voxels within the reference or outside of it. */
        private static float[] values(LabelPair.Probability probability, boolean inside, float least) {
            float[] all = probability.values();
            float[] values = new float[1024];
            int n = 0;
            for (int i = 0; i < all.length; i++) {
                if (probability.reference()[i] == inside && all[i] >= least) {
                    if (n == values.length) {
                        values = Arrays.copyOf(values, (int) Math.min(2L * n, all.length));
                    }
                    values[n++] = all[i] + 0f; // NB: -0 and 0 are one threshold, but sorting tells them apart
                }
            }
            float[] sorted = Arrays.copyOf(values, n);
            Arrays.parallelSort(sorted);
            return sorted;
        }
    }
}
