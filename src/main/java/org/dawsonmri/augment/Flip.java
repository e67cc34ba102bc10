package org.dawsonmri.augment;

import java.util.random.RandomGenerator;

/**
 * Mirrors a slice or a patch. In axial and coronal slices, and in volumes, of a scan in RAS order, x runs from left to
 * right.
 *
 * @param x reverses the columns
 * @param y reverses the rows
 * @param z reverses the planes
 */
public record Flip(boolean x, boolean y, boolean z) implements Transform {

    /**
     * Flips along the allowed axes. With several allowed, each choice of at least one of them comes as often.
     *
     * @param probability of a flip
     * @param x columns may be reversed
     * @param y rows may be reversed
     * @param z planes of a volume may be reversed; slices do not look at it
     */
    public record Random(double probability, boolean x, boolean y, boolean z) implements RandomTransform {

        public Random {
            Ranges.requireProbability("flip", probability);
        }

        /** Within planes. */
        public Random(double probability, boolean x, boolean y) {
            this(probability, x, y, false);
        }

        @Override
        public Flip draw(RandomGenerator random, LabelledImage sample) {
            boolean planes = z && sample.depth() > 1;
            int choices = (1 << (x ? 1 : 0) + (y ? 1 : 0) + (planes ? 1 : 0)) - 1;
            int choice = choices > 1 ? 1 + random.nextInt(choices) : choices;
            boolean flipX = x && (choice & 1) != 0;
            choice = x ? choice >> 1 : choice;
            boolean flipY = y && (choice & 1) != 0;
            choice = y ? choice >> 1 : choice;
            return new Flip(flipX, flipY, planes && (choice & 1) != 0);
        }
    }

    /** Of a slice. */
    public Flip(boolean x, boolean y) {
        this(x, y, false);
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (!x && !y && !z) {
            return sample;
        }
        int n = sample.channels();
        float[] images = new float[sample.images().length];
        int[] labels = new int[sample.pixels()];
        int to = 0;
        for (int plane = 0; plane < sample.depth(); plane++) {
            int firstRow = (z ? sample.depth() - 1 - plane : plane) * sample.height();
            for (int row = 0; row < sample.height(); row++) {
                int start = (firstRow + (y ? sample.height() - 1 - row : row)) * sample.width();
                for (int column = 0; column < sample.width(); column++, to++) {
                    int from = start + (x ? sample.width() - 1 - column : column);
                    labels[to] = sample.labels()[from];
                    for (int c = 0; c < n; c++) {
                        images[to * n + c] = sample.images()[from * n + c];
                    }
                }
            }
        }
        return sample.with(images, labels);
    }
}
