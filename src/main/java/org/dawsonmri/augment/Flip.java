package org.dawsonmri.augment;

import java.util.random.RandomGenerator;

/**
 * Mirrors a slice. In axial and coronal slices of a scan in RAS order, x runs from left to right.
 *
 * @param x reverses the columns
 * @param y reverses the rows
 */
public record Flip(boolean x, boolean y) implements Transform {

    /**
     * Flips along the allowed axes. With both allowed, either or both are flipped, each as often.
     *
     * @param probability of a flip
     * @param x columns may be reversed
     * @param y rows may be reversed
     */
    public record Random(double probability, boolean x, boolean y) implements RandomTransform {

        public Random {
            Ranges.requireProbability("flip", probability);
        }

        @Override
        public Flip draw(RandomGenerator random, Sample sample) {
            if (!(x && y)) {
                return new Flip(x, y);
            }
            int choice = 1 + random.nextInt(3);
            return new Flip((choice & 1) != 0, (choice & 2) != 0);
        }
    }

    @Override
    public Sample apply(Sample sample) {
        if (!x && !y) {
            return sample;
        }
        int n = sample.channels();
        float[] images = new float[sample.images().length];
        int[] labels = new int[sample.pixels()];
        int to = 0;
        for (int row = 0; row < sample.height(); row++) {
            int start = (y ? sample.height() - 1 - row : row) * sample.width();
            for (int column = 0; column < sample.width(); column++) {
                int from = start + (x ? sample.width() - 1 - column : column);
                labels[to] = sample.labels()[from];
                for (int c = 0; c < n; c++) {
                    images[to * n + c] = sample.images()[from * n + c];
                }
                to++;
            }
        }
        return sample.with(images, labels);
    }
}
