package org.dawsonmri.augment;


import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Paints lesions into a slice. A lesion's mask is softened to m, with 1 at its peak. Where m &gt; 0 on unlabelled
 * tissue, and with M the median and S the signal of the {@link Surroundings} in a channel, the value v becomes
 *
 * <pre>v + m·(h·(M − v) + S·(contrast + texture·noise))</pre>
 *
 * where h is the lesion's blend, but more where v is far from M, and 1 where it is as far as the contrast or further:
 * a lesion looks like one even where it reaches into fluid. Where m ≥ 0.5, the lesion's class becomes the label. A
 * lesion is left out if less than half of it would be on unlabelled tissue, or if that tissue or the surroundings are
 * not its habitat.
 *
 * @param lesions painted one after the other
 * @param label their class
 * @param habitat the tissue that they may be in
 */
public record Painting(List<Lesion> lesions, int label, TissueRange habitat) implements Transform {

    private static final float LABELLED = 0.5f;
    private static final double TEXTURE_SIGMA = 0.7;

    /**
     * One lesion.
     *
     * @param pixels where it is
     * @param edge σ in pixels of its soft edge
     * @param blend h
     * @param contrast for each channel, as a share of the surroundings' signal
     * @param texture for each channel, the same of the noise's standard deviation
     * @param seed of the noise
     */
    public record Lesion(int[] pixels, double edge, double blend, List<Double> contrast, List<Double> texture,
        long seed) {
    }

    public Painting {
        lesions = List.copyOf(lesions);
    }

    @Override
    public LabelledImage apply(LabelledImage sample) {
        if (lesions.isEmpty()) {
            return sample;
        }
        float[] images = sample.images().clone();
        int[] labels = sample.labels().clone();
        for (Lesion lesion : lesions) {
            Surroundings around = isAtHome(sample, lesion.pixels) ? Surroundings.of(sample, lesion.pixels) : null;
            if (around != null && habitat.has(around.median())) {
                paint(sample, lesion, around, images, labels);
            }
        }
        return sample.with(images, labels);
    }

    private void paint(LabelledImage sample, Lesion lesion, Surroundings around, float[] images, int[] labels) {
        Frame frame = Frame.around(sample, lesion.pixels, (int) Math.ceil(3 * lesion.edge));
        float[] mask = softMask(frame, lesion);
        int n = sample.channels();
        SplittableRandom random = new SplittableRandom(lesion.seed);
        for (int c = 0; c < n; c++) {
            float[] noise = noise(frame, random);
            float median = around.median()[c];
            float signal = around.signal()[c];
            float contrast = lesion.contrast.get(c).floatValue() * signal;
            float texture = lesion.texture.get(c).floatValue() * signal;
            for (int i = 0; i < mask.length; i++) {
                int pixel = frame.pixel(i);
                if (mask[i] > 0 && sample.labels()[pixel] == 0 && sample.isTissue(pixel)) {
                    float gap = median - images[pixel * n + c];
                    float blend = Math.abs(gap) >= Math.abs(contrast) ? 1
                        : Math.max((float) lesion.blend, Math.abs(gap / contrast));
                    images[pixel * n + c] += mask[i] * (blend * gap + contrast + texture * noise[i]);
                    labels[pixel] = mask[i] >= LABELLED ? label : labels[pixel];
                }
            }
        }
    }

    private static float[] softMask(Frame frame, Lesion lesion) {
        float[] mask = new float[frame.pixels()];
        for (int pixel : lesion.pixels) {
            mask[frame.y(pixel) * frame.width() + frame.x(pixel)] = 1;
        }
        mask = Gaussian.smooth(mask, frame.width(), lesion.edge);
        float peak = 0;
        for (float m : mask) {
            peak = Math.max(peak, m);
        }
        for (int i = 0; i < mask.length; i++) {
            mask[i] /= peak;
        }
        return mask;
    }

    /** Normal noise, smoothed a little as interpolated scans are, still of standard deviation 1. */
    private static float[] noise(Frame frame, SplittableRandom random) {
        float[] noise = new float[frame.pixels()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        noise = Gaussian.smooth(noise, frame.width(), TEXTURE_SIGMA);
        float gain = (float) (1 / Gaussian.noiseLeft(TEXTURE_SIGMA));
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= gain;
        }
        return noise;
    }

    private boolean isAtHome(LabelledImage sample, int[] pixels) {
        int[] free = Arrays.stream(pixels).filter(p -> sample.labels()[p] == 0 && sample.isTissue(p)).toArray();
        return 2 * free.length >= pixels.length && habitat.has(Surroundings.medians(sample, free));
    }
}
