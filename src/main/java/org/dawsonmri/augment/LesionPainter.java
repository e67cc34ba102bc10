package org.dawsonmri.augment;


import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The random twin of {@link Painting}: takes part of the lesions of one mask from about the same plane, moves them a
 * little and draws how each looks. A lesion's contrast is normal with the measured mean and deviation, cut off at 1.5
 * deviations, half of the variance shared by all channels: a conspicuous lesion is so in all of them.
 */
public final class LesionPainter {

    /** Masks looked at before a slice is left as it is. */
    private static final int TRIES = 8;
    private static final double CUT_OFF = 1.5;
    private static final double SHARED = Math.sqrt(0.5);

    private final PaintedLesions settings;
    private final LesionShapes shapes;
    private final LesionContrast contrast;
    private final int label;

    /**
     * @param shapes in the grid that the slices are cut from
     * @param label class index of lesions
     */
    public LesionPainter(PaintedLesions settings, LesionShapes shapes, LesionContrast contrast, int label) {
        this.settings = settings;
        this.shapes = shapes;
        this.contrast = contrast;
        this.label = label;
    }

    /** The slice with lesions, or as it was; {@code plane} is its number in the scan. */
    public LabelledImage apply(LabelledImage sample, int plane, RandomGenerator random) {
        return random.nextDouble() < settings.probability() ? draw(random, sample, plane).apply(sample) : sample;
    }

    /** Draws what to paint into the slice, whatever the probability is. */
    public Transform draw(RandomGenerator random, LabelledImage sample, int plane) {
        boolean flip = settings.flip() && random.nextBoolean();
        int dx = between(settings.maxShift(), random);
        int dy = between(settings.maxShift(), random);
        double keep = draw(settings.keepRange(), random);
        List<Painting.Lesion> painted = new ArrayList<>();
        for (int[] lesion : lesions(random, plane, flip)) {
            int[] pixels = random.nextDouble() < keep ? move(lesion, sample, flip, dx, dy) : new int[0];
            if (pixels.length > 0) {
                painted.add(new Painting.Lesion(pixels, draw(settings.edgeRange(), random),
                    draw(settings.blendRange(), random), contrast(random), contrast.texture(), random.nextLong()));
            }
        }
        return new Painting(painted, label, contrast.habitat());
    }

    // -- Helper methods --

    private List<int[]> lesions(RandomGenerator random, int plane, boolean flip) {
        boolean across = flip && shapes.leftRight() == shapes.axis();
        int from = across ? shapes.grid().size(shapes.axis()) - 1 - plane : plane;
        for (int i = 0; i < TRIES; i++) {
            List<int[]> lesions = shapes.lesions(random.nextInt(shapes.count()),
                from + between(settings.maxPlaneShift(), random));
            if (!lesions.isEmpty()) {
                return lesions;
            }
        }
        return List.of();
    }

    /** The lesion mirrored and moved; what leaves the slice is dropped. */
    private int[] move(int[] lesion, LabelledImage sample, boolean flip, int dx, int dy) {
        int width = sample.width();
        int height = sample.height();
        int leftRight = shapes.leftRight();
        boolean mirror = flip && leftRight != shapes.axis();
        boolean alongX = leftRight == (shapes.axis() == 0 ? 1 : 0);
        int[] moved = new int[lesion.length];
        int n = 0;
        for (int pixel : lesion) {
            int x = pixel % width;
            int y = pixel / width;
            x = (mirror && alongX ? width - 1 - x : x) + dx;
            y = (mirror && !alongX ? height - 1 - y : y) + dy;
            if (x >= 0 && x < width && y >= 0 && y < height) {
                moved[n++] = y * width + x;
            }
        }
        return Arrays.copyOf(moved, n);
    }

    private List<Double> contrast(RandomGenerator random) {
        double factor = draw(settings.contrastRange(), random);
        double shared = random.nextGaussian();
        List<Double> drawn = new ArrayList<>();
        for (int c = 0; c < contrast.mean().size(); c++) {
            double z = SHARED * shared + SHARED * random.nextGaussian();
            double cut = Math.max(-CUT_OFF, Math.min(CUT_OFF, z));
            double mean = contrast.mean().get(c);
            drawn.add(factor * (mean + Math.signum(mean) * contrast.deviation().get(c) * cut));
        }
        return drawn;
    }

    private static double draw(List<Double> range, RandomGenerator random) {
        return range.get(0) + (range.get(1) - range.get(0)) * random.nextDouble();
    }

    /** −max to max. */
    private static int between(int max, RandomGenerator random) {
        return random.nextInt(2 * max + 1) - max;
    }
}
