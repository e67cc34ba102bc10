package org.dawsonmri.evaluate.score;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Distances between the two surfaces in mm, by the conventions of MedPy, MONAI or DeepMind ({@link Convention}): the
 * largest one of both directions (Hausdorff distance), the 95th percentile, the mean of both directions and of each,
 * and the part of both surfaces that is within a tolerance (surface Dice; Nikolov et al., J Med Internet Res 23, 2021).
 * Undefined (NaN) if either mask is empty.
 */
final class SurfaceScores {

    private SurfaceScores() {
    }

    static List<Score> all(ScoreSettings settings) {
        Convention by = settings.convention();
        double tolerance = settings.toleranceMm();
        return List.of(
            new Score(by.column("hd", "mm"), ifDefined(by, surface -> surface.percentile(100))),
            new Score(by.column("hd95", "mm"), ifDefined(by, surface -> surface.percentile(95))),
            new Score(by.column("assd", "mm"), ifDefined(by, SurfaceMeasurement::mean)),
            Score.special(by.column("asd_from_predicted", "mm"),
                ifDefined(by, SurfaceMeasurement::meanFromPredicted)),
            Score.special(by.column("asd_from_reference", "mm"),
                ifDefined(by, SurfaceMeasurement::meanFromReference)),
            Score.special(by.column("surface_dice", text(tolerance) + "mm"),
                ifDefined(by, surface -> surface.within(tolerance))));
    }

    private static ToDoubleFunction<LabelPair> ifDefined(Convention by, ToDoubleFunction<SurfaceMeasurement> score) {
        return pair -> pair.status() == Status.OK ? score.applyAsDouble(pair.measured(by)) : Double.NaN;
    }

    private static String text(double tolerance) {
        return tolerance == Math.rint(tolerance) ? String.valueOf((long) tolerance) : String.valueOf(tolerance);
    }
}
