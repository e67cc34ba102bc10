package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.DilatedConvolution;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Layers whose results can be written down. Images are one sample with one channel, rows after each other. */
class LayersForwardTest {

    @Test
    void maxUnpoolingPutsTheFirstMaximumBack() {
        assertArrayEquals(new float[] {0, 2, 0, 0}, run(2, 2, new float[] {1, 2, 2, 0}, LayersForwardTest::poolUnpool));
        assertArrayEquals(new float[] {0, 0, 3, 0}, run(2, 2, new float[] {1, 2, 3, 3}, LayersForwardTest::poolUnpool));
        assertArrayEquals(new float[] {7, 0, 0, 0}, run(2, 2, new float[] {7, 7, 7, 7}, LayersForwardTest::poolUnpool));
    }

    @Test
    void theMaximumMaskHasOneMarkPerBlock() {
        float[] zeros = run(4, 6, new float[24], (l, x) -> l.maximumMask2D(x));
        assertArrayEquals(new float[] {1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0}, zeros);
    }

    @Test
    void mirrorPaddingDoesNotRepeatTheBorder() {
        // 0 1 2 over 3 4 5, with one more pixel on each side
        assertArrayEquals(new float[] {4, 3, 4, 5, 4, 1, 0, 1, 2, 1, 4, 3, 4, 5, 4, 1, 0, 1, 2, 1},
            run(2, 3, counting(6), (l, x) -> l.mirrorPadding2D(x, 1)));
    }

    @Test
    void mirrorPaddingReachesFartherThanTheImageIsWide() {
        float[] y = run(1, 2, counting(2), (l, x) -> l.mirrorPadding2D(x, 3));
        assertEquals(7 * 8, y.length);
        assertArrayEquals(new float[] {1, 0, 1, 0, 1, 0, 1, 0}, Arrays.copyOf(y, 8));
    }

    @Test
    void croppingTakesTheCentre() {
        assertArrayEquals(new float[] {5, 6}, run(3, 4, counting(12), (l, x) -> l.cropping2D(x, 1)));
    }

    @Test
    void bilinearUpSamplingIsThatOfKerasAndPyTorch() {
        float[] y = run(3, 4, counting(12), (l, x) -> l.upSampling2DBilinear(x));
        assertArrayEquals(new float[] {0, .25f, .75f, 1.25f, 1.75f, 2.25f, 2.75f, 3,
            1, 1.25f, 1.75f, 2.25f, 2.75f, 3.25f, 3.75f, 4}, Arrays.copyOf(y, 16), 1e-6f);
    }

    @Test
    void unscaledDropoutScalesOnlyInEvaluation() {
        float[] ones = new float[64];
        Arrays.fill(ones, 1);
        for (float v : run(8, 8, ones, (l, x) -> l.unscaledDropout(x, 0.25))) {
            assertEquals(0.75f, v);
        }
        int kept = 0;
        for (float v : run(8, 8, ones, (l, x) -> training(l).unscaledDropout(x, 0.25))) {
            assertTrue(v == 0 || v == 1, "a value of " + v);
            kept += v == 1 ? 1 : 0;
        }
        assertTrue(kept > 32 && kept < 62, kept + " of 64 kept");
    }

    @ParameterizedTest
    @CsvSource({"2, 7, 9", "6, 16, 16", "12, 7, 20", "18, 16, 9", "24, 20, 20", "24, 1, 3"})
    void dilatedConvolutionIsTensorFlowsOwn(int rate, int height, int width) {
        SplittableRandom random = new SplittableRandom(rate);
        float[] image = new float[height * width];
        float[][][][] kernel = new float[3][3][1][2];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < 18; i++) {
            kernel[i / 6][i / 2 % 3][0][i % 2] = (float) random.nextGaussian();
        }
        float[] own = run(height, width, image,
            (l, x) -> DilatedConvolution.apply(l.tf(), x, l.tf().constant(kernel), rate));
        float[] expected = run(height, width, image, (l, x) -> l.tf().nn.conv2d(x, l.tf().constant(kernel),
            List.of(1L, 1L, 1L, 1L), "SAME", Conv2d.dilations(List.of(1L, (long) rate, (long) rate, 1L))));
        assertArrayEquals(expected, own, 1e-5f);
    }

    @Test
    void pyTorchsFirstWeightsFillTheirRange() {
        Convolution kind = Convolution.of(3).startingFrom(Initializer.PYTORCH);
        double limit = 1 / Math.sqrt(9 * 4);
        assertFills(limit, kind.initializer().create(new long[] {3, 3, 4, 50}, new SplittableRandom(1)));
        assertFills(limit, kind.biasInitializer(2, 4).create(new long[] {400}, new SplittableRandom(1)));
        assertArrayEquals(new float[3], Convolution.of(3).biasInitializer(2, 4).create(new long[] {3}, null));
    }

    @Test
    void aConvolutionThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Convolution.of(0));
        assertThrows(IllegalArgumentException.class, () -> Convolution.of(3).withValidPadding().dilated(2));
        assertThrows(IllegalArgumentException.class, () -> Convolution.of(1).dilated(2));
    }

    // -- Helper methods --

    private static void assertFills(double limit, float[] values) {
        double largest = 0;
        for (float v : values) {
            largest = Math.max(largest, Math.abs(v));
        }
        assertTrue(largest <= limit && largest > 0.98 * limit, largest + " for a limit of " + limit);
    }

    private static Operand<TFloat32> poolUnpool(Layers l, Operand<TFloat32> x) {
        return l.maxUnpooling2D(l.maxPooling(x), l.maximumMask2D(x));
    }

    private static Layers training(Layers l) {
        return Layers.forTraining(l.tf(), new GraphVariables(l.tf()), l.tf().constant(new long[] {3, 1}));
    }

    private static float[] counting(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i;
        }
        return values;
    }

    private static float[] run(int height, int width, float[] image,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> layer) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> x = tf.reshape(tf.constant(image), tf.constant(new int[] {1, height, width, 1}));
            Operand<TFloat32> y = layer.apply(Layers.forEvaluation(tf, new GraphVariables(tf)), x);
            try (Result result = session.runner().fetch(y).run()) {
                float[] out = new float[(int) result.get(0).size()];
                result.get(0).asRawTensor().data().asFloats().read(out);
                return out;
            }
        }
    }
}
