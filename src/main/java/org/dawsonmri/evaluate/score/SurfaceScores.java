package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Distances between the two borders in mm, by MedPy's conventions (see {@link SurfaceDistances}): the Hausdorff
 * distance is the largest distance of both directions, HD95 the 95th percentile of both directions pooled, and the
 * average symmetric surface distance the mean of both directions pooled. Undefined (NaN) if either mask is empty.
 */
final class SurfaceScores {

    private static final Function<LabelPair, SurfaceDistances> DISTANCES = SurfaceDistances::of;

    static final List<Score> ALL = List.of(
        new Score("hd_mm", ifDefined(SurfaceDistances::max)),
        new Score("hd95_mm", ifDefined(surface -> surface.percentile(95))),
        new Score("assd_mm", ifDefined(SurfaceDistances::mean)));

    private SurfaceScores() {
    }

    private static ToDoubleFunction<LabelPair> ifDefined(ToDoubleFunction<SurfaceDistances> score) {
        return pair -> pair.status() == Status.OK ? score.applyAsDouble(pair.measured(DISTANCES)) : Double.NaN;
    }
}
