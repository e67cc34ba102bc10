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

    /**
     * What lies around the head in one channel of a scan, as it comes: masked scans have one value there.
     *
     * @param value the median of the scan's six faces; voxels that are NaN or infinite count as 0
     * @param share part of all voxels that have exactly this value
     * @param tissueMl volume of the others
     */
    public record ScanBackground(double value, double share, double tissueMl) {

        /** A brain that touches all faces of its box leaves about twice this, noise in air less than half of it. */
        private static final double EVEN = 0.2;

        /** Looks at a channel. */
        public static ScanBackground of(Volume channel) {
            float value = Background.middleOfFaces(channel);
            long same = 0;
            for (float v : channel.voxels()) {
                same += v == value || value == 0 && !Float.isFinite(v) ? 1 : 0;
            }
            long all = channel.voxels().length;
            return new ScanBackground(value, (double) same / all,
                (all - same) * channel.geometry().voxelVolumeMm3() / 1000);
        }

        /** True if much of the scan has that one value: masked, by whatever program. */
        public boolean isEven() {
            return share >= EVEN;
        }
    }
}
