package org.dawsonmri.dataset;

import org.dawsonmri.volume.Geometry;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How the dataset check speaks of grids. */
final class Grids {

    private Grids() {
    }

    /** {@code 0.9×0.9×3}: spacing in mm, to four digits. */
    static String spacingText(Geometry grid) {
        return Arrays.stream(grid.spacingMm()).mapToObj(Grids::mm).collect(Collectors.joining("×"));
    }

    /** A length to four digits, without zeros at the end. */
    static String mm(double length) {
        if (length == 0 || !Double.isFinite(length)) {
            return length == 0 ? "0" : String.valueOf(length);
        }
        BigDecimal rounded = new BigDecimal(length).round(new MathContext(4, RoundingMode.HALF_EVEN));
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** A voxel's value, whole numbers without a point. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
            ? String.valueOf((long) value) : String.valueOf((float) value);
    }

    /** True if the difference of voxel sizes alone adds up to more than {@code toleranceMm} along some axis. */
    static boolean spacingDiffers(Geometry a, Geometry b, double toleranceMm) {
        for (int axis = 0; axis < 3; axis++) {
            double drift = Math.abs(a.spacingMm(axis) - b.spacingMm(axis)) * (a.size(axis) - 1);
            if (drift > toleranceMm) {
                return true;
            }
        }
        return false;
    }
}
