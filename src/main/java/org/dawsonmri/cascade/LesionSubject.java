package org.dawsonmri.cascade;

import java.util.BitSet;

/**
 * A subject that a cascade learns from.
 *
 * @param id its name
 * @param scan its channels, normalised
 * @param lesion voxels whose label is not 0
 */
public record LesionSubject(String id, ScanChannels scan, BitSet lesion) {

    /** Voxels whose first channel is above a threshold. */
    public int[] candidates(double threshold) {
        return VoxelSelection.above(scan.first(), threshold);
    }
}
