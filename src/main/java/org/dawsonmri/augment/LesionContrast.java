package org.dawsonmri.augment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Components;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much brighter or darker lesions are than the tissue around them ({@link Surroundings}), for each channel, as a
 * share of that tissue's signal above the background, so that uneven brightness does not matter.
 *
 * @param mean over lesions, large ones weighing more
 * @param deviation between lesions
 * @param texture within lesions, their outermost pixels left out: √ of half the mean squared difference between pixels
 *        next to each other along x, which for noise is its standard deviation
 * @param habitat the tissue that they are in
 */
public record LesionContrast(List<Double> mean, List<Double> deviation, List<Double> texture, TissueRange habitat) {

    public LesionContrast {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        texture = List.copyOf(texture);
    }

    /** Collects lesions, slice by slice. */
    public static final class Measurement {

        /** Smaller ones are little else than edge. */
        private static final int SMALLEST = 6;

        private final int channels;
        private final List<Lesion> lesions = new ArrayList<>();

        /** One lesion in one slice. */
        private record Lesion(TissueRange.Place place, double[] contrast, double inside, double[] squares) {

            double weight() {
                return place.area();
            }
        }

        /** @param channels of the samples to come */
        public Measurement(int channels) {
            this.channels = channels;
        }

        /** Adds the lesions of a slice that can be measured. */
        public void add(LabelledImage sample, int label) {
            int[] labels = sample.labels();
            for (int[] pixels : Components.ofPlane(sample.width(), sample.height(), i -> labels[i] == label)) {
                Surroundings around = pixels.length < SMALLEST ? null : Surroundings.of(sample, pixels);
                if (around != null) {
                    lesions.add(measure(sample, pixels, around));
                }
            }
        }

        /** Lesions measured so far, in how many slices each may be. */
        public int count() {
            return lesions.size();
        }

        /** @throws DawsonException if there was no lesion to measure */
        public LesionContrast result(String source) {
            if (lesions.isEmpty()) {
                throw new DawsonException(source + ": no lesion of " + SMALLEST + " or more pixels with tissue around "
                    + "it, so the contrast of painted lesions cannot be measured; check painted_lesions.label, or switch"
                    + " painted lesions off");
            }
            List<Double> mean = new ArrayList<>();
            List<Double> deviation = new ArrayList<>();
            List<Double> texture = new ArrayList<>();
            double weights = lesions.stream().mapToDouble(Lesion::weight).sum();
            double inside = Math.max(1, lesions.stream().mapToDouble(Lesion::inside).sum());
            for (int c = 0; c < channels; c++) {
                int channel = c;
                double m = lesions.stream().mapToDouble(l -> l.weight() * l.contrast[channel]).sum() / weights;
                double squares = lesions.stream()
                    .mapToDouble(l -> l.weight() * (l.contrast[channel] - m) * (l.contrast[channel] - m)).sum();
                mean.add(m);
                deviation.add(Math.sqrt(squares / weights));
                texture.add(Math.sqrt(lesions.stream().mapToDouble(l -> l.squares[channel]).sum() / inside));
            }
            TissueRange habitat = TissueRange.of(lesions.stream().map(Lesion::place).toList());
            return new LesionContrast(mean, deviation, texture, habitat);
        }

        private Lesion measure(LabelledImage sample, int[] pixels, Surroundings around) {
            int[] inner = Arrays.stream(pixels).filter(p -> isInner(sample, p)).toArray();
            double[] contrast = new double[channels];
            double[] squares = new double[channels];
            for (int c = 0; c < channels; c++) {
                contrast[c] = (mean(sample, pixels, c) - around.median()[c]) / around.signal()[c];
                for (int p : inner) {
                    double step = sample.images()[(p + 1) * channels + c] - sample.images()[p * channels + c];
                    squares[c] += step * step / (2 * around.signal()[c] * around.signal()[c]);
                }
            }
            return new Lesion(new TissueRange.Place(pixels.length, around), contrast, inner.length, squares);
        }

        private double mean(LabelledImage sample, int[] pixels, int channel) {
            double sum = 0;
            for (int p : pixels) {
                sum += sample.images()[p * channels + channel];
            }
            return sum / pixels.length;
        }

        private static boolean isInner(LabelledImage sample, int p) {
            int w = sample.width();
            int[] labels = sample.labels();
            int x = p % w;
            return x > 0 && x < w - 1 && p >= w && p < labels.length - w && labels[p - 1] == labels[p]
                && labels[p + 1] == labels[p] && labels[p - w] == labels[p] && labels[p + w] == labels[p];
        }
    }
}
