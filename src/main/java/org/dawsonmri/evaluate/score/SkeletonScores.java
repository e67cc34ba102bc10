package org.dawsonmri.evaluate.score;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Distances between the skeletons of both masks in axial slices, after the grey matter challenge (Prados et al.,
 * NeuroImage 152, 2017) and the Spinal Cord Toolbox, whose authors took part in it: per slice the SHD is the largest
 * distance between both {@linkplain Skeleton skeletons} and the SMD the larger of both directions' medians, in mm. A
 * volume has the mean of its slices, of those in which both skeletons exist; {@code …_max_mm} is the worst slice's.
 * {@code smd_sct_mm} takes the medians over distances above 0 only, as the Spinal Cord Toolbox does. Undefined (NaN) if
 * there is no such slice.
 */
final class SkeletonScores {

    private static final Function<LabelPair, Distances> DISTANCES = SkeletonScores::measure;

    static final List<Score> ALL = List.of(
        distance("shd", d -> d.shd.getAverage()),
        distance("smd", d -> d.smd.getAverage()),
        distance("smd_sct", d -> d.sct.getAverage()),
        distance("shd_max", d -> d.shd.getMax()),
        distance("smd_max", d -> d.smd.getMax()),
        Score.of("skeleton_slices", "n", Range.AMOUNT, pair -> pair.measured(DISTANCES).shd.getCount()));

    private SkeletonScores() {
    }

    private static Score distance(String name, ToDoubleFunction<Distances> score) {
        return Score.of(name, "mm", Range.ERROR, pair -> {
            Distances distances = pair.measured(DISTANCES);
            return distances.shd.getCount() == 0 ? Double.NaN : score.applyAsDouble(distances);
        });
    }

    private static Distances measure(LabelPair pair) {
        Slices slices = new Slices(pair, pair.grid().axialAxis());
        double[] spacing = slices.spacingMm();
        Distances all = new Distances(new DoubleSummaryStatistics(), new DoubleSummaryStatistics(),
            new DoubleSummaryStatistics());
        for (double[] slice : slices.map(slice -> distances(slice, spacing))) {
            if (slice.length > 0) {
                all.shd.accept(slice[0]);
                all.smd.accept(slice[1]);
                all.sct.accept(slice[2]);
            }
        }
        return all;
    }

    /** SHD, SMD and the Spinal Cord Toolbox's SMD of a slice, nothing if one of the skeletons is empty. */
    private static double[] distances(Slices.Slice slice, double[] spacing) {
        Mask reference = Skeleton.of(slice.reference());
        Mask predicted = Skeleton.of(slice.predicted());
        if (Status.of(reference.count(), predicted.count()) != Status.OK) {
            return new double[0];
        }
        SurfaceDistances distances = SurfaceDistances.between(reference, predicted, spacing);
        return new double[] {distances.percentile(100), distances.largerMedian(),
            distances.largerMedianAboveZero()};
    }

    private record Distances(DoubleSummaryStatistics shd, DoubleSummaryStatistics smd,
        DoubleSummaryStatistics sct) { }
}
