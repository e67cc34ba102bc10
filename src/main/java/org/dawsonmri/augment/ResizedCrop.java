package org.dawsonmri.augment;

import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Cuts a box out of a slice and stretches it to the slice's size ({@link Resize}). Each class is stretched as a mask of
 * 0 and 1 in the same way and is the label where it comes to 0.5 or more; where two do, the lower class is.
 *
 * @param x first column of the box
 * @param y first row
 * @param boxWidth columns
 * @param boxHeight rows
 */
public record ResizedCrop(int x, int y, int boxWidth, int boxHeight) implements Transform {

    /**
     * Boxes of a share of the slice's area and a ratio of width to height in mm, both uniform, width and height
     * changing places every other time; at a uniform place. After ten boxes that do not fit, the largest square in the
     * middle.
     *
     * @param probability of a crop
     * @param areaRange shares of the slice's area, within 0…1
     * @param ratioRange ratios, within 0.1…10
     */
    public record Random(double probability, List<Double> areaRange, List<Double> ratioRange)
        implements RandomTransform {

        private static final int TRIES = 10;

        public Random {
            Ranges.requireProbability("resized_crop", probability);
            areaRange = Ranges.require("resized_crop.area_range", areaRange, 0, 1);
            ratioRange = Ranges.require("resized_crop.ratio_range", ratioRange, 0.1, 10);
        }

        @Override
        public ResizedCrop draw(RandomGenerator random, LabelledImage sample) {
            for (int i = 0; i < TRIES; i++) {
                double area = Ranges.draw(areaRange, random) * sample.pixels();
                double ratio = Ranges.draw(ratioRange, random);
                boolean swap = random.nextBoolean();
                int w = (int) Math.round(Math.sqrt((swap ? area / ratio : area * ratio) * sample.aspect()));
                int h = (int) Math.round(Math.sqrt((swap ? area * ratio : area / ratio) / sample.aspect()));
                if (w >= 1 && h >= 1 && w <= sample.width() && h <= sample.height()) {
                    return new ResizedCrop(random.nextInt(sample.width() - w + 1),
                        random.nextInt(sample.height() - h + 1), w, h);
                }
            }
            return square(sample);
        }
    }

    private static ResizedCrop square(LabelledImage sample) {
        double widthInRows = sample.width() / sample.aspect();
        double heightInColumns = sample.height() * sample.aspect();
        int w = (int) Math.max(1, Math.round(Math.min(sample.width(), heightInColumns)));
        int h = (int) Math.max(1, Math.round(Math.min(sample.height(), widthInRows)));
        return new ResizedCrop((sample.width() - w) / 2, (sample.height() - h) / 2, w, h);
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        int width = sample.width();
        if (boxWidth == width && boxHeight == sample.height()) {
            return sample;
        }
        Resize across = new Resize(x, boxWidth, width);
        Resize down = new Resize(y, boxHeight, sample.height());
        float[] images = Resize.apply(across, down, sample.images(), width, sample.channels());
        int[] labels = new int[sample.pixels()];
        for (int label : classes(sample.labels())) {
            float[] mask = new float[labels.length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = sample.labels()[i] == label ? 1 : 0;
            }
            mask = Resize.apply(across, down, mask, width, 1);
            for (int i = 0; i < mask.length; i++) {
                labels[i] = labels[i] == 0 && mask[i] >= 0.5f ? label : labels[i];
            }
        }
        return sample.with(images, labels);
    }

    /** The classes in a slice, background left out. */
    private static TreeSet<Integer> classes(int[] labels) {
        TreeSet<Integer> classes = new TreeSet<>();
        int last = 0;
        for (int label : labels) {
            if (label != last && label != 0) { // NB: a set would be asked for each pixel otherwise
                classes.add(label);
            }
            last = label;
        }
        return classes;
    }
}
