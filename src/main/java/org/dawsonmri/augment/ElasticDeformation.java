package org.dawsonmri.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Bends a slice smoothly: the result at (x, y) is the slice at (x + u, y + v), read by {@link LinearSampler}, where u
 * and v are noise, uniform from −1 to 1, smoothed with a Gaussian of σ and multiplied by α (P. Simard et al., Best
 * practices for convolutional neural networks, ICDAR 2003). Image and labels are bent alike.
 *
 * @param alpha factor of the smoothed noise
 * @param sigma in pixels
 * @param seed of the noise
 * @param independentFields bends every channel and the labels each in its own way, as the published code of the spinal
 *        cord pipeline does by mistake; only for comparisons with it
 */
public record ElasticDeformation(double alpha, double sigma, long seed, boolean independentFields)
    implements Transform {

    /**
     * α and σ uniform from their ranges.
     *
     * @param probability of a deformation
     * @param alphaRange within 0…1000
     * @param sigmaRange within 0.5…50
     * @param independentFields see {@link ElasticDeformation}
     */
    public record Random(double probability, List<Double> alphaRange, List<Double> sigmaRange,
        boolean independentFields) implements RandomTransform {

        public Random {
            Ranges.requireProbability("elastic", probability);
            alphaRange = Ranges.require("elastic.alpha_range", alphaRange, 0, 1000);
            sigmaRange = Ranges.require("elastic.sigma_range", sigmaRange, 0.5, 50);
        }

        @Override
        public ElasticDeformation draw(RandomGenerator random, LabelledImage sample) {
            return new ElasticDeformation(Ranges.draw(alphaRange, random), Ranges.draw(sigmaRange, random),
                random.nextLong(), independentFields);
        }
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (alpha == 0) {
            return sample;
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[sample.images().length];
        int[] labels = new int[sample.pixels()];
        LinearSampler sampler = new LinearSampler(sample);
        int channels = sample.channels();
        if (independentFields) {
            for (int channel = 0; channel < channels; channel++) {
                int c = channel;
                field(sample, random, (i, x, y) -> images[i * channels + c] = sampler.channel(x, y, c));
            }
            field(sample, random, (i, x, y) -> labels[i] = sampler.label(x, y));
        } else {
            field(sample, random, (i, x, y) -> {
                sampler.images(x, y, images, i * channels);
                labels[i] = sampler.label(x, y);
            });
        }
        return sample.with(images, labels);
    }

    /** Takes pixel i of the result from (x, y). */
    private interface Pixel {
        void take(int i, float x, float y);
    }

    /** Draws one field and visits all pixels. */
    private void field(LabelledImage sample, SplittableRandom random, Pixel pixel) {
        float[] u = Gaussian.smooth(noise(sample.pixels(), random), sample.width(), sigma);
        float[] v = Gaussian.smooth(noise(sample.pixels(), random), sample.width(), sigma);
        float factor = (float) alpha;
        int i = 0;
        for (int row = 0; row < sample.height(); row++) {
            for (int column = 0; column < sample.width(); column++, i++) {
                pixel.take(i, column + factor * u[i], row + factor * v[i]);
            }
        }
    }

    private static float[] noise(int n, SplittableRandom random) {
        float[] noise = new float[n];
        for (int i = 0; i < n; i++) {
            noise[i] = (float) (2 * random.nextDouble() - 1);
        }
        return noise;
    }
}
