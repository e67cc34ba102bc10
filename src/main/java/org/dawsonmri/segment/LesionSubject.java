package org.dawsonmri.segment;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A subject that a cascade learns from.
 *
 * @param id its name
 * @param scan its channels, normalised
 * @param lesion voxels whose label is above 0
 * @param unlabelled voxels of which it is not known whether they are lesion: they are no example of anything
 */
public record LesionSubject(String id, ScanChannels scan, BitSet lesion, BitSet unlabelled) {

    /** A subject whose voxels are all labelled. */
    public LesionSubject(String id, ScanChannels scan, BitSet lesion) {
        this(id, scan, lesion, new BitSet());
    }

    /** Voxels whose first channel is above a threshold. */
    public int[] candidates(double threshold) {
        return VoxelSelection.above(scan.first(), threshold);
    }

    /** Those of some voxels that are labelled. */
    public int[] labelledOf(int[] voxels) {
        return unlabelled.isEmpty() ? voxels : Arrays.stream(voxels).filter(v -> !unlabelled.get(v)).toArray();
    }
}
