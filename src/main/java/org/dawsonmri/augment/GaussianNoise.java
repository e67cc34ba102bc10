package org.dawsonmri.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Adds normal noise, independent in every pixel and channel.
 *
 * @param share standard deviation of the noise as a share of that of the channel's pixels in the slice
 * @param seed of the noise
 */
public record GaussianNoise(double share, long seed) implements Transform {

    /**
     * Shares uniform from a range.
     *
     * @param probability of noise
     * @param range within 0…2
     */
    public record Random(double probability, List<Double> range) implements RandomTransform {

        public Random {
            Ranges.requireProbability("noise", probability);
            range = Ranges.require("noise.range", range, 0, 2);
        }

        @Override
        public GaussianNoise draw(RandomGenerator random, LabelledImage sample) {
            return new GaussianNoise(Ranges.draw(range, random), random.nextLong());
        }
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (share == 0) {
            return sample;
        }
        int n = sample.channels();
        double[] deviations = new double[n];
        for (int c = 0; c < n; c++) {
            deviations[c] = share * deviation(sample.images(), n, c);
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = sample.images().clone();
        for (int i = 0; i < images.length; i += n) {
            for (int c = 0; c < n; c++) {
                images[i + c] += (float) (deviations[c] * random.nextGaussian());
            }
        }
        return sample.withImages(images);
    }

    private static double deviation(float[] images, int channels, int channel) {
        double sum = 0;
        double squares = 0;
        for (int i = channel; i < images.length; i += channels) {
            sum += images[i];
        }
        double mean = sum * channels / images.length;
        for (int i = channel; i < images.length; i += channels) {
            squares += (images[i] - mean) * (images[i] - mean);
        }
        return Math.sqrt(squares * channels / images.length);
    }
}
