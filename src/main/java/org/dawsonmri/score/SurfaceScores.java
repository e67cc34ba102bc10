package org.dawsonmri.score;

import static org.dawsonmri.score.Score.Place.CASES;
import static org.dawsonmri.score.Score.Place.DEFAULT;
import static org.dawsonmri.score.Score.Place.REPORT;
import static org.dawsonmri.score.Score.Place.TEXT;

import org.dawsonmri.score.Convention.EmptyRule;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

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
        return Stream.of(
            distance(by, "hd", surface -> surface.percentile(100)).titled("HD (mm)")
                .shownIn(DEFAULT, TEXT, REPORT),
            distance(by, "hd95", surface -> surface.percentile(95)).titled("HD95 (mm)")
                .shownIn(DEFAULT, TEXT, REPORT, CASES),
            distance(by, "assd", SurfaceMeasurement::mean).titled("ASSD (mm)")
                .shownIn(DEFAULT, TEXT, REPORT, CASES),
            distance(by, "asd_from_predicted", SurfaceMeasurement::meanFromPredicted),
            distance(by, "asd_from_reference", SurfaceMeasurement::meanFromReference),
            new Score("surface_dice", "", "#mm", List.of(settings.toleranceMm()), "Surface Dice (# mm)", Range.RATIO,
                Set.of(REPORT, CASES), EmptyRule.UNDEFINED,
                (pair, tolerance) -> pair.measured(by).within(tolerance.get(0))))
            .map(score -> score.by(by)).toList();
    }

    private static Score distance(Convention by, String name, ToDoubleFunction<SurfaceMeasurement> score) {
        return Score.of(name, "mm", Range.ERROR, pair -> score.applyAsDouble(pair.measured(by)))
            .undefined(EmptyRule.UNDEFINED);
    }

    /** The distances between two surfaces in mm, in both directions, by some {@link Convention}. */
    interface SurfaceMeasurement {

        /** The distance that {@code percent} of the surface does not exceed; 100 gives the largest distance. */
        double percentile(double percent);

        /** Mean distance from the predicted surface to the reference. */
        double meanFromPredicted();

        /** Mean distance from the reference's surface to the prediction. */
        double meanFromReference();

        /** Mean of all distances of both directions. */
        double mean();

        /** The part of both surfaces that is no further than {@code tolerance} mm from the other. */
        double within(double tolerance);
    }
}
