package org.dawsonmri.segment;

import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Removes small connected components from label maps. */
public final class SmallComponents {

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

    // -- Helper methods --

    private static Volume remove(Volume labels, IntPredicate isSmall) {
        float[] out = labels.voxels().clone();
        boolean[] seen = new boolean[out.length];
        int[] component = new int[1024];
        for (int start = 0; start < out.length; start++) {
            if (seen[start] || labels.voxels()[start] == 0) {
                continue;
            }
            // The component's voxels are its own queue: those before 'next' have had their neighbours looked at.
            seen[start] = true;
            component[0] = start;
            int size = 1;
            for (int next = 0; next < size; next++) {
                if (size + 6 > component.length) {
                    component = Arrays.copyOf(component, 2 * component.length);
                }
                size = addNeighbours(labels, component[next], seen, component, size);
            }
            if (isSmall.test(size)) {
                for (int i = 0; i < size; i++) {
                    out[component[i]] = 0;
                }
            }
        }
        return labels.with(out);
    }

    private static int addNeighbours(Volume labels, int i, boolean[] seen, int[] component, int size) {
        Geometry g = labels.geometry();
        int[] position = {i % g.nx(), i / g.nx() % g.ny(), i / (g.nx() * g.ny())};
        int[] steps = {1, g.nx(), g.nx() * g.ny()};
        int n = size;
        for (int axis = 0; axis < 3; axis++) {
            for (int direction = -1; direction <= 1; direction += 2) {
                int at = position[axis] + direction;
                int neighbour = i + direction * steps[axis];
                if (at >= 0 && at < g.size(axis) && !seen[neighbour]
                    && labels.voxels()[neighbour] == labels.voxels()[i]) {
                    seen[neighbour] = true;
                    component[n++] = neighbour;
                }
            }
        }
        return n;
    }
}
