package org.dawsonmri.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes contrast: with a channel's range from its background to its largest value in the slice stretched to 0…1, v
 * becomes v^γ and is stretched back; what is darker than the background stays. Powers come from a table with linear
 * interpolation, off by less than 0.001 of the range.
 *
 * @param gammas one for each channel; below 1 brightens, above 1 darkens
 */
public record Gamma(List<Double> gammas) implements Transform {

    private static final int STEPS = 4096;

    /**
     * ln γ is uniform, each channel has its own.
     *
     * @param probability of a change
     * @param range of γ, within 0.2…5
     */
    public record Random(double probability, List<Double> range) implements RandomTransform {

        public Random {
            Ranges.requireProbability("gamma", probability);
            range = Ranges.require("gamma.range", range, 0.2, 5);
        }

        @Override
        public Gamma draw(RandomGenerator random, LabelledImage sample) {
            List<Double> logs = List.of(Math.log(range.get(0)), Math.log(range.get(1)));
            return new Gamma(random.doubles(sample.channels())
                .map(u -> Math.exp(logs.get(0) + u * (logs.get(1) - logs.get(0)))).boxed().toList());
        }
    }

    public Gamma {
        gammas = List.copyOf(gammas);
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        float[] images = sample.images().clone();
        for (int c = 0; c < sample.channels(); c++) {
            if (gammas.get(c) != 1) {
                change(images, sample.channels(), c, gammas.get(c), sample.air(c));
            }
        }
        return sample.withImages(images);
    }

    private static void change(float[] images, int channels, int channel, double gamma, float air) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = channel; i < images.length; i += channels) {
            max = Math.max(max, images[i]);
        }
        if (!(max > air)) {
            return;
        }
        float range = max - air;
        float[] powers = new float[STEPS + 2];
        for (int k = 0; k <= STEPS; k++) {
            powers[k] = (float) Math.pow((double) k / STEPS, gamma);
        }
        powers[STEPS + 1] = 1;
        float scale = STEPS / range;
        for (int i = channel; i < images.length; i += channels) {
            float at = (images[i] - air) * scale;
            if (at > 0) {
                int k = Math.min(STEPS, (int) at);
                images[i] = air + range * (powers[k] + (at - k) * (powers[k + 1] - powers[k]));
            }
        }
    }
}
