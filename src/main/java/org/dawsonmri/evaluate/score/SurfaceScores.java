package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Distances between the two surfaces in mm, by one of the {@link Convention}s: the largest one of both directions
 * (Hausdorff distance), the 95th percentile, the mean of both directions and of each, and the part of both surfaces
 * that is within a tolerance (surface Dice; Nikolov et al., J Med Internet Res 23, 2021). Undefined (NaN) if either
 * mask is empty, unless the convention has a rule of its own.
 */
final class SurfaceScores {

    private SurfaceScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        Convention by = settings.convention();
        double tolerance = settings.toleranceMm();
        return List.of(
            score(by, true, "hd", "mm", surface -> surface.percentile(100)),
            score(by, true, "hd95", "mm", surface -> surface.percentile(95)),
            score(by, true, "assd", "mm", SurfaceMeasurement::mean),
            score(by, false, "asd_from_predicted", "mm", SurfaceMeasurement::meanFromPredicted),
            score(by, false, "asd_from_reference", "mm", SurfaceMeasurement::meanFromReference),
            score(by, false, ScoreName.SURFACE_DICE, text(tolerance) + "mm", surface -> surface.within(tolerance)));
    }

    private static Score score(Convention by, boolean common, String name, String unit,
            ToDoubleFunction<SurfaceMeasurement> score) {
        EmptyRule ifEmpty = by.ifEmpty(name, EmptyRule.UNDEFINED);
        return new Score(by.column(name, unit), common, pair -> pair.status() == Status.OK
            ? score.applyAsDouble(pair.measured(by)) : ifEmpty.of(pair.status()));
    }

    private static String text(double tolerance) {
        return tolerance == Math.rint(tolerance) ? String.valueOf((long) tolerance) : String.valueOf(tolerance);
    }
}
