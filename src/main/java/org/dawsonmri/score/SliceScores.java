package org.dawsonmri.score;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;

/**
 * Scores of 2-D slices across the third axis, averaged over the slices of a case that hold the class in the reference
 * or the prediction. Overlap is 0 in a slice where one of both is empty. Distances are MedPy's, in pixels (each pixel
 * is 1×1) and in mm, and averaged over the slices that hold both. Undefined (NaN) if there is no such slice.
 *
 * <p>NB: slices that hold neither are left out. An average that counts them as 1 says mostly how many there are.
 */
final class SliceScores {

    private static final int STACK_AXIS = 2;
    private static final Function<LabelPair, Means> MEANS = SliceScores::measure;

    static final List<Score> ALL = List.of(
        score("slice_dice", "", Range.RATIO, m -> m.overlap[0]),
        score("slice_jaccard", "", Range.RATIO, m -> m.overlap[1]),
        score("slice_precision", "", Range.RATIO, m -> m.overlap[2]),
        score("slice_recall", "", Range.RATIO, m -> m.overlap[3]),
        score("slice_hd", "px", Range.ERROR, m -> m.distances[0]),
        score("slice_hd95", "px", Range.ERROR, m -> m.distances[1]),
        score("slice_assd", "px", Range.ERROR, m -> m.distances[2]),
        score("slice_hd", "mm", Range.ERROR, m -> m.distances[3]),
        score("slice_hd95", "mm", Range.ERROR, m -> m.distances[4]),
        score("slice_assd", "mm", Range.ERROR, m -> m.distances[5]),
        Score.of("slices", "n", Range.AMOUNT, pair -> pair.measured(MEANS).overlap[0].getCount()),
        Score.of("slices_both", "n", Range.AMOUNT, pair -> pair.measured(MEANS).distances[0].getCount()));

    private SliceScores() {
    }

    /**
     * The Dice of the first paper: in each slice (2 TP + 1) / (|reference| + |prediction| + 1), averaged over all
     * slices of the image. A slice that holds the class in neither map is 1.
     */
    static double smoothDice(LabelPair pair) {
        if (pair.status() == Status.EMPTY_BOTH) {
            return 1;
        }
        double sum = 0;
        List<Double> slices = new SliceMasks(pair, STACK_AXIS).map(slice -> {
            double both = slice.both();
            return (2 * both + 1) / (slice.reference().count() + slice.predicted().count() + 1);
        });
        for (double slice : slices) {
            sum += slice;
        }
        int all = pair.grid().shape()[STACK_AXIS];
        return (sum + all - slices.size()) / all;
    }

    private static Score score(String name, String unit, Range range, Function<Means, DoubleSummaryStatistics> of) {
        return Score.of(name, unit, range, pair -> {
            DoubleSummaryStatistics slices = of.apply(pair.measured(MEANS));
            return slices.getCount() == 0 ? Double.NaN : slices.getAverage();
        });
    }

    private static Means measure(LabelPair pair) {
        SliceMasks slices = new SliceMasks(pair, STACK_AXIS);
        double[] mm = slices.spacingMm();
        boolean[] flat = pair.grid().flat();
        boolean[] flatSlice = {flat[0], flat[1], true};
        Means means = new Means(statistics(4), statistics(6));
        slices.map(slice -> List.of(overlap(slice), distances(slice, mm, flatSlice))).forEach(slice -> {
            accept(means.overlap, slice.get(0));
            accept(means.distances, slice.get(1));
        });
        return means;
    }

    private static double[] overlap(SliceMasks.Slice slice) {
        double reference = slice.reference().count();
        double predicted = slice.predicted().count();
        double both = slice.both();
        return both == 0 ? new double[4] : new double[] {
            2 * both / (reference + predicted), both / (reference + predicted - both), both / predicted,
            both / reference};
    }

    /** Nothing if one of the masks is empty. */
    private static double[] distances(SliceMasks.Slice slice, double[] mm, boolean[] flat) {
        if (slice.status() != Status.OK) {
            return new double[0];
        }
        Mask reference = slice.reference().border(flat);
        Mask predicted = slice.predicted().border(flat);
        SurfaceDistances inPixels = SurfaceDistances.between(reference, predicted, new double[] {1, 1, 1});
        SurfaceDistances inMm = SurfaceDistances.between(reference, predicted, mm);
        return new double[] {inPixels.percentile(100), inPixels.percentile(95), inPixels.mean(),
            inMm.percentile(100), inMm.percentile(95), inMm.mean()};
    }

    private static DoubleSummaryStatistics[] statistics(int count) {
        DoubleSummaryStatistics[] all = new DoubleSummaryStatistics[count];
        for (int i = 0; i < count; i++) {
            all[i] = new DoubleSummaryStatistics();
        }
        return all;
    }

    private static void accept(DoubleSummaryStatistics[] all, double[] values) {
        for (int i = 0; i < values.length; i++) {
            all[i].accept(values[i]);
        }
    }

    private record Means(DoubleSummaryStatistics[] overlap, DoubleSummaryStatistics[] distances) { }
}
