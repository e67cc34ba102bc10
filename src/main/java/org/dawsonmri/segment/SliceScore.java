package org.dawsonmri.segment;

/**
 * How unsure a model is about one slice.
 *
 * @param slice across the scan's third axis as stored, from 0
 * @param uncertainty 0 sure to 1 as unsure as can be, see {@link SliceRanking}
 * @param voxels that this was measured on
 */
public record SliceScore(int slice, double uncertainty, int voxels) {
}
