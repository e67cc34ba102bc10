package org.dawsonmri.segment;

import org.dawsonmri.volume.Components;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.function.IntPredicate;

/** Removes small connected components from label maps. */
public final class SmallComponents {

    private static final int FACES = 6;

    private SmallComponents() {
    }

    /**
     * The label map without the components that are smaller than {@code minMm3}. Voxels belong together if they share a
     * face and have the same value; each class is looked at by itself.
     */
    public static Volume remove(Volume labels, double minMm3) {
        double voxel = labels.geometry().voxelVolumeMm3();
        return remove(labels, size -> size * voxel < minMm3);
    }

    /** The label map with only those components, found in the same way, that have more than so many voxels. */
    public static Volume keepAbove(Volume labels, int voxels) {
        return remove(labels, size -> size <= voxels);
    }

    private static Volume remove(Volume labels, IntPredicate isSmall) {
        Geometry g = labels.geometry();
        float[] out = labels.voxels().clone();
        int[] values = new int[out.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(out[i]);
        }
        Components.forEach(values, g.nx(), g.ny(), g.nz(), FACES, (number, voxels, size) -> {
            for (int i = 0; isSmall.test(size) && i < size; i++) {
                out[voxels[i]] = 0;
            }
        });
        return labels.with(out);
    }
}
