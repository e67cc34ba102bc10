package org.dawsonmri.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Smooths all channels with a Gaussian along all axes; beyond the slice or the patch there is background.
 *
 * @param sigma in pixels
 */
public record Blur(double sigma) implements Transform {

    /**
     * σ uniform from a range.
     *
     * @param probability of blur
     * @param sigmaRange within 0…10
     */
    public record Random(double probability, List<Double> sigmaRange) implements RandomTransform {

        public Random {
            Ranges.requireProbability("blur", probability);
            sigmaRange = Ranges.require("blur.sigma_range", sigmaRange, 0, 10);
        }

        @Override
        public Blur draw(RandomGenerator random, LabelledImage sample) {
            return new Blur(Ranges.draw(sigmaRange, random));
        }
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (sigma == 0) {
            return sample;
        }
        int n = sample.channels();
        float[] images = new float[sample.images().length];
        for (int c = 0; c < n; c++) {
            float air = sample.air(c);
            float[] plane = sample.plane(c);
            for (int i = 0; i < plane.length; i++) {
                plane[i] -= air;
            }
            plane = Gaussian.smooth(plane, sample.width(), sample.height(), sigma);
            for (int i = 0; i < plane.length; i++) {
                images[i * n + c] = air + plane[i];
            }
        }
        return sample.withImages(images);
    }
}
