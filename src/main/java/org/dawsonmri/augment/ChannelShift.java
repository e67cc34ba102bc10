package org.dawsonmri.augment;

import java.util.random.RandomGenerator;

/**
 * Adds one number to all pixels of all channels, background included.
 *
 * @param share the number as a share of the slice's largest value
 */
public record ChannelShift(double share) implements Transform {

    /**
     * Shares from −max to max.
     *
     * @param probability of a shift
     * @param maxPercent of the largest value, 0 to 100
     */
    public record Random(double probability, double maxPercent) implements RandomTransform {

        public Random {
            Ranges.requireProbability("channel_shift", probability);
            Ranges.require("channel_shift.max_percent", maxPercent, 0, 100);
        }

        @Override
        public ChannelShift draw(RandomGenerator random, LabelledImage sample) {
            return new ChannelShift((2 * random.nextDouble() - 1) * maxPercent / 100);
        }
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (share == 0) {
            return sample;
        }
        float max = Float.NEGATIVE_INFINITY;
        for (float v : sample.images()) {
            max = Math.max(max, v);
        }
        float shift = (float) (share * max);
        float[] images = sample.images().clone();
        for (int i = 0; i < images.length; i++) {
            images[i] += shift;
        }
        return sample.withImages(images);
    }
}
