package org.dawsonmri.preprocess;

import org.dawsonmri.volume.Volume;

/**
 * Brings the intensities of one channel to a common scale, the last step before a network sees them; without state. It
 * is part of the model: segmentation does the same as training. A new one is a function of {@link Normalization} and a
 * line in {@link Normalizers}.
 */
@FunctionalInterface
public interface Normalizer {

    /**
     * The channel with other values, in the same grid; its argument stays as it is.
     *
     * @param channel clean, reoriented, cropped and resampled; its background is 0 where the skull was stripped
     * @param trainingSet mean and standard deviation of this channel there; null where the settings have none
     */
    Volume normalize(Volume channel, DatasetStatistics trainingSet);
}
