package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What holds for all transforms. */
class TransformsTest {

    private final LabelledImage sample = Slice.head(48, 40, 2);

    @Test
    void withoutParametersNothingChanges() {
        List<Double> zeros = Collections.nCopies(9, 0.0);
        for (Transform t : List.of(new Flip(false, false), new Rotation(0, Rotation.Interpolation.LINEAR, 1),
            new ResizedCrop(0, 0, 48, 40), new ElasticDeformation(0, 3, 7, false), new BiasField(zeros),
            new Gamma(List.of(1.0, 1.0)), new Blur(0), new GaussianNoise(0, 7), new ChannelShift(0))) {
            LabelledImage same = t.apply(sample);
            assertArrayEquals(sample.images(), same.images(), 1e-6f, t.toString());
            assertArrayEquals(sample.labels(), same.labels(), t.toString());
        }
    }

    @Test
    void drawnTransformReplaysAndLeavesItsInputAlone() {
        LabelledImage before = Slice.head(48, 40, 2);
        for (Map.Entry<String, RandomTransform> entry : Augmentation.mri().transforms().entrySet()) {
            Transform drawn = entry.getValue().draw(new SplittableRandom(3), sample);
            Transform again = entry.getValue().draw(new SplittableRandom(3), sample);
            assertEquals(drawn, again);
            LabelledImage once = drawn.apply(sample);
            LabelledImage twice = again.apply(sample);
            assertArrayEquals(once.images(), twice.images(), entry.getKey());
            assertArrayEquals(once.labels(), twice.labels(), entry.getKey());
            assertFalse(Arrays.equals(once.images(), sample.images()), entry.getKey() + " does nothing");
            assertArrayEquals(before.images(), sample.images(), entry.getKey());
            assertArrayEquals(before.labels(), sample.labels(), entry.getKey());
        }
    }

    @Test
    void classesStayInTheirSet() {
        Augmentation always = always(Augmentation.mri());
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            LabelledImage changed = always.apply(sample, new SplittableRandom(i));
            Arrays.stream(changed.labels()).forEach(seen::add);
            for (float v : changed.images()) {
                assertTrue(Float.isFinite(v));
            }
        }
        assertEquals(Set.of(0, 1, 2), seen);
    }

    @Test
    void geometryMovesImageAndLabelsTogether() {
        // A channel that says each pixel's class must still say so after moving, wherever it is not a mixture. No
        // mixture of two of these values by chance is another one.
        float[] valueOf = {0, 0.7310585f, 3.1234567f};
        float[] images = new float[sample.pixels()];
        for (int i = 0; i < images.length; i++) {
            images[i] = valueOf[sample.labels()[i]];
        }
        LabelledImage paired = Slice.of(48, images).with(images, sample.labels());
        for (Transform t : List.of(new ElasticDeformation(60, 4, 11, false), new ResizedCrop(5, 3, 30, 32),
            new Rotation(17, Rotation.Interpolation.LINEAR, 1), new Flip(true, true))) {
            LabelledImage moved = t.apply(paired);
            int pure = 0;
            for (int i = 0; i < images.length; i++) {
                for (int label = 0; label < 3; label++) {
                    if (Math.abs(moved.images()[i] - valueOf[label]) < 1e-6) {
                        assertEquals(label, moved.labels()[i], t.toString());
                        pure += label == 0 ? 0 : 1;
                    }
                }
            }
            assertFalse(Arrays.equals(images, moved.images()), t.toString());
            assertTrue(pure > 20, t + ": only " + pure + " pixels of the classes are left");
        }
    }

    @Test
    void independentFieldsPullImageAndLabelsApart() {
        LabelledImage bent = new ElasticDeformation(60, 4, 11, true).apply(sample);
        LabelledImage together = new ElasticDeformation(60, 4, 11, false).apply(sample);
        assertArrayEquals(together.plane(0), bent.plane(0));
        assertFalse(Arrays.equals(together.plane(1), bent.plane(1)));
        assertFalse(Arrays.equals(together.labels(), bent.labels()));
    }

    @Test
    void noiseAndDisplacementsHaveTheirSize() {
        LabelledImage flat = Slice.of(100, new float[10_000]);
        float[] ramp = new float[10_000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % 100;
        }
        double spread = deviation(ramp); // √((100² − 1) / 12)
        assertEquals(28.866, spread, 1e-3);
        float[] noisy = new GaussianNoise(0.1, 1).apply(Slice.of(100, ramp)).images();
        for (int i = 0; i < ramp.length; i++) {
            noisy[i] -= ramp[i];
        }
        assertEquals(0.1 * spread, deviation(noisy), 0.03 * spread * 0.1);
        assertArrayEquals(flat.images(), new GaussianNoise(0.1, 1).apply(flat).images());
        // Uniform noise has a deviation of 1/√3, smoothing in two directions leaves 1/(2·√π·σ) of it.
        float[] bent = new ElasticDeformation(10, 3, 1, false).apply(Slice.of(100, ramp)).images();
        float[] moved = new float[80 * 80];
        for (int i = 0; i < moved.length; i++) {
            int at = (10 + i / 80) * 100 + 10 + i % 80;
            moved[i] = bent[at] - ramp[at];
        }
        assertEquals(10 / Math.sqrt(3) / (2 * Math.sqrt(Math.PI) * 3), deviation(moved), 0.06);
    }

    @Test
    void backgroundComesInFromOutside() {
        LabelledImage turned = new Rotation(45, Rotation.Interpolation.LINEAR, 1).apply(sample);
        assertEquals(-2, turned.images()[0]);
        assertEquals(-2, new Blur(1).apply(sample).images()[0], 1e-6);
        List<Double> strong = Collections.nCopies(9, 0.5);
        assertEquals(-2, new BiasField(strong).apply(sample).images()[0], 1e-6);
    }

    @Test
    void cropsFitAndCoverTheirRange() {
        ResizedCrop.Random random = new ResizedCrop.Random(1, List.of(0.5, 1.0), List.of(0.75, 1.25));
        SplittableRandom source = new SplittableRandom(2);
        double smallest = 1;
        for (int i = 0; i < 500; i++) {
            ResizedCrop crop = random.draw(source, sample);
            assertTrue(crop.x() >= 0 && crop.x() + crop.boxWidth() <= 48);
            assertTrue(crop.y() >= 0 && crop.y() + crop.boxHeight() <= 40);
            smallest = Math.min(smallest, crop.boxWidth() * crop.boxHeight() / (48.0 * 40));
        }
        assertEquals(0.5, smallest, 0.03);
        ResizedCrop square = new ResizedCrop.Random(1, List.of(1.0, 1.0), List.of(5.0, 5.0)).draw(source, sample);
        assertEquals(new ResizedCrop(4, 0, 40, 40), square);
    }

    @Test
    void probabilitiesAreKept() {
        SplittableRandom random = new SplittableRandom(9);
        Map<Class<?>, Long> counts = new java.util.HashMap<>();
        for (int i = 0; i < 2000; i++) {
            counts = merge(counts, Augmentation.mri().draw(random, sample).stream()
                .collect(Collectors.groupingBy(Object::getClass, Collectors.counting())));
        }
        assertEquals(0.5, counts.get(Flip.class) / 2000.0, 0.04);
        assertEquals(0.3, counts.get(ElasticDeformation.class) / 2000.0, 0.04);
        assertEquals(0.2, counts.get(Blur.class) / 2000.0, 0.04);
    }

    @Test
    void everySliceOfEveryEpochHasItsOwnSeed() {
        Set<Long> seeds = new HashSet<>();
        for (int epoch = 1; epoch <= 20; epoch++) {
            for (int slice = 0; slice < 100; slice++) {
                seeds.add(Augmentation.seed(1, epoch, slice));
            }
        }
        assertEquals(2000, seeds.size());
        assertEquals(Augmentation.seed(1, 3, 4), Augmentation.seed(1, 3, 4));
        assertNotEquals(Augmentation.seed(1, 3, 4), Augmentation.seed(2, 3, 4));
        assertNotEquals(Augmentation.seed(1, 3, 4), Augmentation.seed(1, 4, 3));
    }

    /** The same ranges, every transform in every slice. */
    static Augmentation always(Augmentation a) {
        return new Augmentation(a.paintedLesions(), new Flip.Random(1, a.flip().x(), a.flip().y()),
            new Rotation.Random(1, a.rotation().maxDegrees(), a.rotation().interpolation()),
            new ResizedCrop.Random(1, a.resizedCrop().areaRange(), a.resizedCrop().ratioRange()),
            new ElasticDeformation.Random(1, a.elastic().alphaRange(), a.elastic().sigmaRange(), false),
            new BiasField.Random(1, a.biasField().maxCoefficient()), new Gamma.Random(1, a.gamma().range()),
            new Blur.Random(1, a.blur().sigmaRange()), new GaussianNoise.Random(1, a.noise().range()),
            new ChannelShift.Random(1, a.channelShift().maxPercent()),
            new Turn.Random(1, a.turn().maxDegrees(), a.turn().scaleRange()));
    }

    private static Map<Class<?>, Long> merge(Map<Class<?>, Long> counts, Map<? extends Class<?>, Long> more) {
        more.forEach((type, count) -> counts.merge(type, count, Long::sum));
        return counts;
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float v : values) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / values.length;
        return Math.sqrt(squares / values.length - mean * mean);
    }
}
