package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;

/**
 * What a {@link LesionTable} lists.
 *
 * @param connectivity neighbours of a voxel that belong to the same lesion: 6 (across faces), 18 (and edges) or 26 (and
 *        corners)
 * @param minMm3 smaller components are left out, in mm³; 0 keeps all
 * @param classes which labels, and their names
 */
public record LesionRule(int connectivity, double minMm3, Classes classes) {

    /** As {@code dawson segment --min-size} and the MICCAI 2016 challenge connect voxels. */
    public static final int DEFAULT_CONNECTIVITY = 6;

    /** A header's float spacing makes 1 mm³ a little more or less; that must not decide over a lesion. */
    private static final double ROUNDING = 1e-5;

    /** @throws DawsonException if a value is out of its range */
    public LesionRule {
        if (connectivity != 6 && connectivity != 18 && connectivity != 26) {
            throw new DawsonException("connectivity: found " + connectivity + ", expected 6, 18 or 26");
        }
        if (!(minMm3 >= 0 && minMm3 < Double.POSITIVE_INFINITY)) {
            throw new DawsonException("smallest lesion: found " + minMm3 + ", expected a volume in mm3, 0 or more");
        }
    }

    boolean isLargeEnough(double mm3) {
        return mm3 >= minMm3 * (1 - ROUNDING);
    }
}
