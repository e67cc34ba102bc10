package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.GridMatch;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Volume;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * A prediction voxel by voxel beside its reference. Nothing is resampled: only a grid that lies in the same place,
 * perhaps with swapped or reversed axes, can be compared.
 *
 * @param volume the prediction in the reference's grid
 * @param note what had to be done, empty if nothing
 */
record LaidPrediction(Volume volume, String note) {

    /** Sine of the angle: a tenth of a percent of the distance, well below what a voxel resolves. */
    private static final double TOLERATED_SKEW = 1e-3;

    /** @throws DawsonException if the grids do not agree; says by how much */
    static LaidPrediction of(Volume reference, Volume prediction, GridRule grid, Progress progress) {
        checkMeasurable(reference);
        checkMeasurable(prediction);
        GridMatch match = grid.compare("the reference", reference.geometry(), prediction.geometry());
        Volume laid = grid.lay(prediction, reference, progress);
        StringJoiner note = new StringJoiner("; ");
        if (match.reoriented()) {
            note.add("prediction reoriented from " + Orientation.of(prediction.geometry().affine()) + " to "
                + Orientation.of(reference.geometry().affine()));
        }
        if (!match.text().isEmpty()) {
            note.add("prediction " + match.text());
        }
        double skew = skew(reference.geometry().affine());
        if (skew > TOLERATED_SKEW) {
            note.add(String.format(Locale.ROOT, "voxel axes are %.1f° off perpendicular, so distances are approximate",
                Math.toDegrees(Math.asin(skew))));
        }
        return new LaidPrediction(laid, note.toString());
    }

    /** Distances are measured along voxel axes taken for perpendicular. A registration with shear leaves others. */
    private static double skew(Affine affine) {
        double worst = 0;
        for (int a = 0; a < 3; a++) {
            int b = (a + 1) % 3;
            double dot = 0;
            for (int row = 0; row < 3; row++) {
                dot += affine.get(row, a) * affine.get(row, b);
            }
            worst = Math.max(worst, Math.abs(dot) / (affine.spacing(a) * affine.spacing(b)));
        }
        return worst;
    }

    private static void checkMeasurable(Volume volume) {
        double voxel = volume.geometry().voxelVolumeMm3();
        if (!(voxel > 0) || Double.isInfinite(voxel)) {
            throw new DawsonException(volume.name() + ": its voxels have a volume of " + voxel
                + " mm³, so nothing can be measured; repair the affine in its header");
        }
    }
}
