package org.dawsonmri.segment;

import org.dawsonmri.volume.Volume;

import java.util.BitSet;

/**
 * What one stage of a cascade did with a scan.
 *
 * @param name {@code candidates}, {@code stage1}, {@code stage2} or {@code postprocessing}
 * @param voxelsIn how many voxels it looked at
 * @param kept those it passed on, as indices of the scan's own grid
 * @param probabilities what a network said, in the scan's own grid, 0 where it was not asked; null where there is none
 */
public record StageResult(String name, int voxelsIn, BitSet kept, Volume probabilities) {
}
