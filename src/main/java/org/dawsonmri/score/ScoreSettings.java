package org.dawsonmri.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.GridRule;

/**
 * What there is to choose in the definitions of scores. Immutable.
 *
 * @param convention whose definitions the overlap and surface scores follow
 * @param toleranceMm how far apart surfaces may be in the surface Dice, in mm
 * @param lesions what counts as a lesion and when it is detected
 * @param grid which predictions lie in their reference's grid
 */
public record ScoreSettings(Convention convention, double toleranceMm, LesionRules lesions, GridRule grid) {

    /** What the challenges and most papers use. */
    public static final ScoreSettings DEFAULT = new ScoreSettings(Convention.DAWSON, 1, LesionRules.DEFAULT,
        GridRule.VOXEL);

    /** @throws DawsonException if the tolerance is negative or no number */
    public ScoreSettings {
        if (!(toleranceMm >= 0 && toleranceMm < Double.POSITIVE_INFINITY)) {
            throw new DawsonException("surface tolerance: found " + toleranceMm + ", expected a distance in mm");
        }
    }

    public ScoreSettings with(LesionRules rules) {
        return new ScoreSettings(convention, toleranceMm, rules, grid);
    }

    public ScoreSettings with(Convention other) {
        return new ScoreSettings(other, toleranceMm, lesions, grid);
    }

    public ScoreSettings withTolerance(double mm) {
        return new ScoreSettings(convention, mm, lesions, grid);
    }

    public ScoreSettings with(GridRule rule) {
        return new ScoreSettings(convention, toleranceMm, lesions, rule);
    }
}
