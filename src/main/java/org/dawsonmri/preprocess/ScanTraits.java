package org.dawsonmri.preprocess;

import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.List;

/**
 * What a network silently gets used to in the scans that it learns from.
 *
 * @param spacing voxel size in mm of what the network sees: reoriented and, if the model does so, resampled
 * @param backgrounds of the channels, in their order
 */
public record ScanTraits(List<Double> spacing, List<ScanBackground> backgrounds) {

    /**
     * Looks at a scan.
     *
     * @param channels as they come
     * @param prepared the same scan, prepared
     */
    public static ScanTraits of(List<Volume> channels, PreparedScan prepared) {
        return new ScanTraits(Arrays.stream(prepared.workingGrid().spacingMm()).boxed().toList(),
            channels.stream().map(ScanBackground::of).toList());
    }
}
