package org.dawsonmri.augment;

import java.util.random.RandomGenerator;

/**
 * Turns a slice about its middle, in mm, so that pixels of unequal sides do not shear it. What comes in from outside is
 * background. Labels are those of the nearest pixel.
 *
 * <p>Pixel (x, y) of the result, from pixel centres relative to the middle, is read at (x·cos − a·y·sin,
 * x·sin / a + y·cos) of the angle; with square pixels, a = 1, as the Pillow library does it.
 *
 * @param degrees counter-clockwise when rows run downwards
 * @param interpolation how intensities are read between pixels
 * @param aspect a, height of the pixels relative to their width
 */
public record Rotation(double degrees, Interpolation interpolation, double aspect) implements Transform {

    /** How intensities are read. */
    public enum Interpolation {
        /** The nearest pixel, as in the published code of the spinal cord pipeline. */
        NEAREST,
        /** Linear in x and y. */
        LINEAR
    }

    /**
     * Angles from −max to max.
     *
     * @param probability of a rotation
     * @param maxDegrees 0 to 180
     * @param interpolation of intensities
     */
    public record Random(double probability, double maxDegrees, Interpolation interpolation)
        implements RandomTransform {

        public Random {
            Ranges.requireProbability("rotation", probability);
            Ranges.require("rotation.max_degrees", maxDegrees, 0, 180);
            if (interpolation == null) {
                throw new IllegalArgumentException("rotation.interpolation is unknown, expected LINEAR or NEAREST");
            }
        }

        @Override
        public Rotation draw(RandomGenerator random, LabelledImage sample) {
            return new Rotation((2 * random.nextDouble() - 1) * maxDegrees, interpolation, sample.aspect());
        }
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (degrees == 0) {
            return sample;
        }
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double acrossRows = sin * aspect;
        double acrossColumns = sin / aspect;
        double middleX = (sample.width() - 1) / 2.0;
        double middleY = (sample.height() - 1) / 2.0;
        float[] images = new float[sample.images().length];
        int[] labels = new int[sample.pixels()];
        LinearSampler sampler = new LinearSampler(sample);
        int i = 0;
        for (int row = 0; row < sample.height(); row++) {
            double dy = row - middleY;
            for (int column = 0; column < sample.width(); column++, i++) {
                double dx = column - middleX;
                float x = (float) (dx * cos - dy * acrossRows + middleX);
                float y = (float) (dx * acrossColumns + dy * cos + middleY);
                labels[i] = sampler.nearestLabel(x, y);
                if (interpolation == Interpolation.NEAREST) {
                    x = (float) Math.floor(x + 0.5f);
                    y = (float) Math.floor(y + 0.5f);
                }
                sampler.images(x, y, images, i * sample.channels());
            }
        }
        return sample.with(images, labels);
    }
}
