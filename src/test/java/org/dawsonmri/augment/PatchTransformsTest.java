package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.preprocess.Background;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** What transforms do to patches of volumes. */
class PatchTransformsTest {

    private static final List<Double> CUBES = List.of(1.0, 1.0, 1.0);

    @Test
    void flipsReverseEachAxis() {
        LabelledImage sample = patch(2, 2, 2, new float[] {0, 1, 2, 3, 4, 5, 6, 7});
        assertArrayEquals(new float[] {4, 5, 6, 7, 0, 1, 2, 3}, new Flip(false, false, true).apply(sample).images());
        assertArrayEquals(new float[] {7, 6, 5, 4, 3, 2, 1, 0}, new Flip(true, true, true).apply(sample).images());
        TreeSet<String> drawn = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            drawn.add(new Flip.Random(1, true, false, true).draw(random, sample).toString());
        }
        assertEquals(3, drawn.size(), drawn.toString());
        assertTrue(drawn.stream().allMatch(flip -> flip.contains("y=false")), drawn.toString());
    }

    @Test
    void aQuarterTurnAboutZMovesVoxelsInTheirPlanes() {
        float[] values = new float[27];
        values[voxel(2, 1, 0)] = 5; // x = 2, y = 1 of the first plane
        values[voxel(1, 1, 2)] = 7; // the middle of the last
        LabelledImage turned = turn(patch(3, 3, 3, values), List.of(0.0, 0.0, 90.0), 1, CUBES);
        // R·(0, −1) = (1, 0): what lies to the right of the middle is seen above it.
        assertEquals(5, turned.images()[voxel(1, 0, 0)], 1e-5);
        assertEquals(7, turned.images()[voxel(1, 1, 2)], 1e-5);
        assertEquals(12, sum(turned.images()), 1e-4);
    }

    @Test
    void aQuarterTurnAboutXMovesVoxelsBetweenPlanes() {
        float[] values = new float[27];
        values[voxel(0, 2, 1)] = 5;
        LabelledImage turned = turn(patch(3, 3, 3, values), List.of(90.0, 0.0, 0.0), 1, CUBES);
        // R·(0, −1) of (y, z) = (1, 0).
        assertEquals(5, turned.images()[voxel(0, 1, 0)], 1e-5);
    }

    @Test
    void turnsGoByMillimetres() {
        // Voxels of 1 × 2 × 1 mm: two voxels along x are as long as one along y.
        float[] values = new float[5 * 3];
        values[1 * 5 + 4] = 5; // 2 mm to the right of the middle
        LabelledImage sample = patch(5, 3, 1, values);
        Turn turn = new Turn(List.of(0.0, 0.0, 90.0), 1, List.of(1.0, 2.0, 1.0));
        LabelledImage turned = turn.apply(padded(sample), 1, 1, 1, 5, 3, 1);
        assertEquals(5, turned.images()[2], 1e-5); // 2 mm above it
    }

    @Test
    void scaleEnlarges() {
        float[] ramp = new float[5 * 5 * 5];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % 5;
        }
        LabelledImage twice = turn(patch(5, 5, 5, ramp), List.of(0.0, 0.0, 0.0), 2, CUBES);
        int middle = 2 * 25 + 2 * 5;
        assertArrayEquals(new float[] {1, 1.5f, 2, 2.5f, 3},
            Arrays.copyOfRange(twice.images(), middle, middle + 5), 1e-5f);
        assertArrayEquals(new int[] {1, 0, 2, 0, 3}, atHalvesNothing(twice, middle));
    }

    @Test
    void whatIsAroundThePatchIsTurnedIn() {
        Turn turn = new Turn(List.of(0.0, 0.0, 45.0), 1, CUBES);
        int[] reach = turn.reach(10, 10, 4);
        assertArrayEquals(new int[] {3, 3, 0}, reach); // 5·√2 = 7.07
        LabelledImage around = patch(16, 16, 4, filled(16 * 16 * 4, 3));
        LabelledImage turned = turn.apply(around, 3, 3, 0, 10, 10, 4);
        for (float v : turned.images()) {
            assertEquals(3, v, 1e-5);
        }
        LabelledImage alone = turn.apply(patch(10, 10, 4, filled(400, 3)), 0, 0, 0, 10, 10, 4);
        assertEquals(-1, alone.images()[0], 1e-5, "beyond the scan there is background");
    }

    @Test
    void labelsKeepTheirValues() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = filled(12 * 10 * 8, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 12 > 6 ? 2 : i % 12 < 3 ? 9 : 0;
        }
        LabelledImage sample = patch(12, 10, 8, values);
        for (int i = 0; i < 20; i++) {
            Turn turn = new Turn.Random(1, 30, List.of(0.7, 1.4)).draw(random, List.of(1.0, 1.5, 3.0));
            int[] labels = turn.apply(sample, 0, 0, 0, 12, 10, 8).labels();
            assertEquals(List.of(0, 2, 9), Arrays.stream(labels).distinct().sorted().boxed().toList());
        }
    }

    @Test
    void blurSpreadsAlongAllAxesAlike() {
        float[] values = new float[9 * 9 * 9];
        Arrays.fill(values, -1);
        values[4 * 81 + 4 * 9 + 4] = 999;
        float[] blurred = new Blur(1).apply(patch(9, 9, 9, values)).images();
        double middle = blurred[4 * 81 + 4 * 9 + 4] + 1;
        for (int step : new int[] {1, 9, 81}) {
            assertEquals(Math.exp(-0.5), (blurred[4 * 81 + 4 * 9 + 4 + step] + 1) / middle, 1e-4);
        }
        assertEquals(1000, sum(blurred) + 729, 0.1);
    }

    @Test
    void theBiasFieldOfAPlaneDependsOnZ() {
        List<Double> coefficients = new ArrayList<>(Collections.nCopies(19, 0.0));
        coefficients.set(9, 0.3);   // z
        coefficients.set(10, 0.2);  // zx
        coefficients.set(17, -0.1); // z²y
        coefficients.set(18, 0.05); // z³
        float[] images = new BiasField(coefficients).apply(patch(3, 3, 3, filled(27, 1))).images();
        // exp(0.3 + 0.2·(−1) − 0.1·1 + 0.05) at x = −1, y = 1, z = 1; v + 1 is multiplied, the background being −1.
        assertEquals(2 * Math.exp(0.05) - 1, images[voxel(0, 2, 2)], 1e-5);
        assertEquals(1, images[voxel(0, 2, 1)], 1e-6);
    }

    @Test
    void allOfThemAreReproducibleAndLeaveTheirInputAlone() {
        Augmentation always = TransformsTest.always(Augmentation.mri());
        SplittableRandom values = new SplittableRandom(4);
        float[] images = new float[10 * 9 * 8];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) values.nextDouble();
        }
        LabelledImage sample = patch(10, 9, 8, images);
        float[] before = images.clone();
        LabelledImage one = always.applyToPatch(sample, new SplittableRandom(5));
        LabelledImage two = always.applyToPatch(sample, new SplittableRandom(5));
        assertArrayEquals(one.images(), two.images());
        assertFalse(Arrays.equals(one.images(), always.applyToPatch(sample, new SplittableRandom(6)).images()));
        assertArrayEquals(before, sample.images());
    }

    private static LabelledImage turn(LabelledImage sample, List<Double> degrees, double scale, List<Double> spacing) {
        return new Turn(degrees, scale, spacing).apply(padded(sample), 1, 1, 1, sample.width(), sample.height(),
            sample.depth());
    }

    /** One voxel of zeros around. */
    private static LabelledImage padded(LabelledImage s) {
        float[] values = new float[(s.width() + 2) * (s.height() + 2) * (s.depth() + 2)];
        for (int i = 0; i < s.pixels(); i++) {
            int x = i % s.width() + 1;
            int y = i / s.width() % s.height() + 1;
            int z = i / (s.width() * s.height()) + 1;
            values[(z * (s.height() + 2) + y) * (s.width() + 2) + x] = s.images()[i];
        }
        return patch(s.width() + 2, s.height() + 2, s.depth() + 2, values);
    }

    /** The labels of five voxels where they stand for one value alone, 0 where two values meet. */
    private static int[] atHalvesNothing(LabelledImage sample, int first) {
        int[] labels = new int[5];
        for (int i = 0; i < 5; i++) {
            boolean half = sample.images()[first + i] % 1 > 0.1 && sample.images()[first + i] % 1 < 0.9;
            labels[i] = half ? 0 : sample.labels()[first + i];
        }
        return labels;
    }

    private static int voxel(int x, int y, int z) {
        return z * 9 + y * 3 + x;
    }

    private static float[] filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }

    /** The labels are the values; the background is −1. */
    private static LabelledImage patch(int width, int height, int depth, float[] values) {
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Math.max(0, Math.round(values[i]));
        }
        return new LabelledImage(width, height, depth, values, labels, List.of(new Background(-1, -1)));
    }
}
