package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.augment.Rotation.Interpolation;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** Numbers of the Pillow library, which the published pipelines use, and some worked out by hand. */
class GoldenValuesTest {

    @Test
    void nearestRotationIsThatOfPillow() {
        LabelledImage turned = new Rotation(20, Interpolation.NEAREST, 1).apply(Slice.counting(5, 5));
        float[] expected = {0, 3, 4, 5, 0, 1, 7, 8, 9, 15, 6, 12, 13, 14, 20, 11, 17, 18, 19, 25, 0, 21, 22, 23, 0};
        assertArrayEquals(expected, turned.images());
        assertArrayEquals(Slice.of(5, expected).labels(), turned.labels());
    }

    @Test
    void quarterTurnsAreExactWithEitherInterpolation() {
        for (Interpolation interpolation : Interpolation.values()) {
            LabelledImage turned = new Rotation(90, interpolation, 1).apply(Slice.counting(5, 5));
            assertArrayEquals(new float[] {5, 10, 15, 20, 25}, Arrays.copyOf(turned.images(), 5), 1e-4f);
            assertArrayEquals(new int[] {5, 10, 15, 20, 25}, Arrays.copyOf(turned.labels(), 5));
        }
    }

    @Test
    void enlargingIsThatOfPillow() {
        float[] in = {2, 3, 4, 5, 8, 9, 10, 11, 14, 15, 16, 17};
        float[] out = Resize.apply(new Resize(0, 4, 8), new Resize(0, 3, 6), in, 4, 1);
        float[] first = {2, 2.25f, 2.75f, 3.25f, 3.75f, 4.25f, 4.75f, 5};
        for (int i = 0; i < 8; i++) {
            assertEquals(first[i], out[i], 1e-6f);
            assertEquals(first[i] + 1.5f, out[8 + i], 1e-6f);
        }
    }

    @Test
    void shrinkingIsThatOfPillow() {
        float[] out = Resize.apply(new Resize(0, 6, 3), new Resize(0, 4, 2), Slice.counting(6, 4).images(), 6, 1);
        assertArrayEquals(new float[] {6, 7.785714f, 9.571429f, 15.428572f, 17.214285f, 19}, out, 1e-5f);
    }

    @Test
    void resizedCropTakesTheBox() {
        // Columns 1 and 2 of rows 1 and 2: 6 7 / 10 11, stretched to 4 × 4: 6, 6.25, 6.75, 7 and so on downwards.
        LabelledImage crop = new ResizedCrop(1, 1, 2, 2).apply(Slice.counting(4, 4));
        assertArrayEquals(new float[] {6, 6.25f, 6.75f, 7, 7, 7.25f, 7.75f, 8, 9, 9.25f, 9.75f, 10, 10, 10.25f, 10.75f,
            11}, crop.images(), 1e-5f);
        assertArrayEquals(new int[] {6, 6, 7, 7, 6, 6, 7, 7, 10, 10, 11, 11, 10, 10, 11, 11}, crop.labels());
    }

    @Test
    void flipsReverse() {
        LabelledImage sample = Slice.of(3, 1, 2, 3, 4, 5, 6);
        assertArrayEquals(new float[] {3, 2, 1, 6, 5, 4}, new Flip(true, false).apply(sample).images());
        assertArrayEquals(new float[] {4, 5, 6, 1, 2, 3}, new Flip(false, true).apply(sample).images());
        assertArrayEquals(new int[] {6, 5, 4, 3, 2, 1}, new Flip(true, true).apply(sample).labels());
    }

    @Test
    void gaussianHasItsWeights() {
        // exp(−k²/2), 1 0.6065307 0.1353353 0.0111090 0.0003355, over their sum 2.5066208.
        float[] smooth = Gaussian.smooth(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0}, 9, 1);
        float middle = 0.3989434f * 0.3989434f; // NB: a single row loses what goes up and down
        assertEquals(middle, smooth[4], 1e-6f);
        assertEquals(middle * 0.6065307f, smooth[5], 1e-6f);
        assertEquals(middle * 0.0003355f, smooth[8], 1e-6f);
    }

    @Test
    void samplingBetweenPixelsIsLinearAndVotes() {
        LinearSampler sampler = new LinearSampler(Slice.of(2, 1, 2, 3, 3));
        float[] value = new float[1];
        sampler.images(0.25f, 0.5f, value, 0);
        assertEquals(0.5 * 1.25 + 0.5 * 3, value[0], 1e-6);
        assertEquals(3, sampler.label(0.25f, 0.5f));  // half of it; 1 has 0.375
        assertEquals(0, sampler.label(0.5f, 0.4f));   // 1 and 2 have 0.3 each, 3 has 0.4
        sampler.images(-0.5f, 0, value, 0);
        assertEquals(0.5, value[0], 1e-6);            // half of it is background
        sampler.images(-7, 0, value, 0);
        assertEquals(0, value[0]);
    }

    @Test
    void intensitiesFollowTheirFormulas() {
        LabelledImage sample = Slice.of(2, 0, 1, 2, 4);
        assertArrayEquals(new float[] {0.4f, 1.4f, 2.4f, 4.4f}, new ChannelShift(0.1).apply(sample).images(), 1e-6f);
        assertArrayEquals(new float[] {0, 0.25f, 1, 4}, new Gamma(List.of(2.0)).apply(sample).images(), 1e-3f);
        assertArrayEquals(new float[] {-1, 2, 4, 0}, new Gamma(List.of(0.5)).apply(Slice.of(2, -1, 1, 4, 0)).images(),
            4e-3f);
        // ln 2 · x: halved in the left column, doubled in the right one.
        BiasField field = new BiasField(List.of(Math.log(2), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        assertArrayEquals(new float[] {0, 2, 1, 8}, field.apply(sample).images(), 1e-5f);
        // y³ and xy² of 3 × 3 pixels: at x = 1, y = −1 the sum is 0.5·(−1) + 0.2·1.
        BiasField cubic = new BiasField(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, 0.5));
        assertEquals(3 * Math.exp(-0.3), cubic.apply(Slice.counting(3, 3)).images()[2], 1e-5);
    }
}
