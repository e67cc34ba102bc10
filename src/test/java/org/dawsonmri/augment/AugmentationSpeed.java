package org.dawsonmri.augment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measures what augmentation costs: the median processor time of many slices of 160 × 160 in three channels, warm-up
 * left out. Not a test, since times depend on what else the computer does.
 */
public final class AugmentationSpeed {

    private static final int SLICES = 400;

    private AugmentationSpeed() {
    }

    public static void main(String[] args) {
        LabelledImage sample = Slice.head(160, 160, 3);
        Augmentation always = TransformsTest.always(Augmentation.mri());
        double sum = 0;
        for (Map.Entry<String, RandomTransform> entry : always.transforms().entrySet()) {
            double ms = median(random -> entry.getValue().draw(random, sample).apply(sample));
            sum += ms;
            System.out.println(String.format(Locale.ROOT, "%-14s %6.3f ms", entry.getKey(), ms));
        }
        System.out.println(String.format(Locale.ROOT, "%-14s %6.3f ms", "sum", sum));
        for (Map.Entry<String, Augmentation> preset : Map.of("mri", Augmentation.mri(), "all, always", always)
            .entrySet()) {
            double ms = median(random -> preset.getValue().apply(sample, random));
            System.out.println(String.format(Locale.ROOT, "%-14s %6.3f ms", preset.getKey(), ms));
        }
    }

    private static double median(java.util.function.Function<SplittableRandom, LabelledImage> work) {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean(); // waiting for a busy core does not count
        SplittableRandom random = new SplittableRandom(1);
        List<Long> times = new java.util.ArrayList<>();
        for (int i = 0; i < 2 * SLICES; i++) {
            long start = cpu.getCurrentThreadCpuTime();
            LabelledImage result = work.apply(random);
            long time = cpu.getCurrentThreadCpuTime() - start;
            if (i >= SLICES && result.width() == 160) {
                times.add(time);
            }
        }
        return times.stream().sorted().skip(SLICES / 2).findFirst().orElseThrow() / 1e6;
    }
}
