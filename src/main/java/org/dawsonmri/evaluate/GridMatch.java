package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Affine;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Orientation;
import org.dawsonmri.volume.Reorient;
import org.dawsonmri.volume.Volume;

import java.util.Locale;

/**
 * A prediction laid into the voxel grid of its reference. Nothing is resampled: only a grid that lies in the same
 * place, perhaps with swapped or reversed axes, can be compared.
 *
 * @param prediction the prediction, voxel by voxel beside the reference
 * @param note what had to be done, empty if nothing
 */
public record GridMatch(Volume prediction, String note) {

    /** Headers hold positions as 32-bit numbers and rotations as quaternions; no scanner resolves this. */
    static final double TOLERANCE_MM = 0.01;

    /** Sine of the angle: a tenth of a percent of the distance, well below what a voxel resolves. */
    private static final double TOLERATED_SKEW = 1e-3;

    /** @throws DawsonException if the grids do not agree; says by how much */
    public static GridMatch of(Volume reference, Volume prediction) {
        Geometry expected = reference.geometry();
        checkMeasurable(reference);
        String skewed = skewNote(expected.affine());
        if (agree(expected, prediction.geometry())) {
            return new GridMatch(prediction, skewed);
        }
        checkMeasurable(prediction);
        Orientation orientation = Orientation.of(expected.affine());
        Volume turned = Reorient.to(prediction, orientation);
        if (agree(expected, turned.geometry())) {
            return new GridMatch(turned, "prediction reoriented from "
                + Orientation.of(prediction.geometry().affine()).code() + " to " + orientation.code()
                + (skewed.isEmpty() ? "" : "; " + skewed));
        }
        throw mismatch(reference, prediction, turned.geometry());
    }

    private static boolean agree(Geometry a, Geometry b) {
        return a.sameShape(b) && a.maxCornerDistanceMm(b) <= TOLERANCE_MM;
    }

    /** Distances are measured along voxel axes taken for perpendicular. A registration with shear leaves others. */
    private static String skewNote(Affine affine) {
        double worst = 0;
        for (int a = 0; a < 3; a++) {
            int b = (a + 1) % 3;
            double dot = 0;
            for (int row = 0; row < 3; row++) {
                dot += affine.get(row, a) * affine.get(row, b);
            }
            worst = Math.max(worst, Math.abs(dot) / (affine.spacing(a) * affine.spacing(b)));
        }
        return worst <= TOLERATED_SKEW ? "" : String.format(Locale.ROOT,
            "voxel axes are %.1f° off perpendicular, so distances are approximate", Math.toDegrees(Math.asin(worst)));
    }

    private static void checkMeasurable(Volume volume) {
        double voxel = volume.geometry().voxelVolumeMm3();
        if (!(voxel > 0) || Double.isInfinite(voxel)) {
            throw new DawsonException(volume.name() + ": its voxels have a volume of " + voxel
                + " mm³, so nothing can be measured; repair the affine in its header");
        }
    }

    private static DawsonException mismatch(Volume reference, Volume prediction, Geometry turned) {
        Geometry expected = reference.geometry();
        String found = expected.sameShape(turned)
            ? String.format(Locale.ROOT, "lies up to %.3g mm away from the reference %s (at most %s mm allowed)",
                expected.maxCornerDistanceMm(turned), reference.name(), TOLERANCE_MM)
            : "has " + prediction.geometry().shapeText() + " voxels where the reference " + reference.name() + " has "
                + expected.shapeText();
        return new DawsonException(prediction.name() + ": " + found + "; give a prediction in the reference's grid");
    }
}
