package org.dawsonmri.score;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Locale;

/** A volume that was checked to hold one class's probabilities, from 0 to 1. */
public final class ProbabilityMap {

    /** A mean of several probabilities may end a rounding above 1. */
    private static final float TOLERANCE = 1e-5f;

    private final Volume volume;

    private ProbabilityMap(Volume volume) {
        this.volume = volume;
    }

    /**
     * Checks a volume; its voxels are kept, not copied.
     *
     * @throws DawsonException if a voxel is NaN or outside of 0 to 1; names the volume, the value and the voxel
     */
    public static ProbabilityMap of(Volume volume) {
        float[] p = volume.voxels();
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= -TOLERANCE && p[i] <= 1 + TOLERANCE)) {
                Geometry g = volume.geometry();
                throw new DawsonException(String.format(Locale.ROOT, "%s: found %s at voxel (%d, %d, %d) where"
                    + " probabilities are from 0 to 1; give the network's probabilities, not its raw output or percent",
                    volume.name(), p[i], i % g.nx(), i / g.nx() % g.ny(), i / g.nx() / g.ny()));
            }
        }
        return new ProbabilityMap(volume);
    }

    /** One value per voxel, x fastest; a rounding below 0 or above 1 is possible. */
    float[] values() {
        return volume.voxels();
    }
}
