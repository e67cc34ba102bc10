package org.dawsonmri.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.DawsonException;
import org.dawsonmri.network.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Golden values of specs/training_pipeline.md §5.1 and specs/metrics.md §2, and numeric gradients. */
class LossTest {

    /** Three classes × 2×2 pixels, channel by channel. */
    private static final float[][] LABELS = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 1}};
    private static final float[][] PROBABILITIES = {{.7f, .1f, .2f, .1f}, {.2f, .8f, .1f, .3f}, {.1f, .1f, .7f, .6f}};

    @Test
    void diceAsCoded() {
        assertEquals(-0.9029189, loss("dice", LABELS, PROBABILITIES), 1e-6);
        float third = 1 / 3f;
        float[] thirds = {third, third, third, third};
        assertEquals(-0.4997188, loss("dice", LABELS, new float[][] {thirds, thirds, thirds}), 1e-6);
    }

    @Test
    void diceOfAPerfectAndOfAnEmptyPrediction() {
        float[][] mask = {{1, 1, 0, 0}};
        // Two right pixels: (−4 + s) / (4 + s).
        assertEquals(-3.999 / 4.001, loss("dice", mask, mask), 1e-5);
        float[][] empty = {{0, 0, 0, 0}};
        assertEquals(1, loss("dice", empty, empty), 1e-5);
    }

    @Test
    void binaryCrossentropyAsKeras() {
        float[][] y = {{0, 1, 1, 0, 0, 0, 0, 0}};
        float[][] p = {{.2f, .9f, .4f, .1f, .1f, 0, 0, .3f}};
        assertEquals(0.2265239, loss("bce", y, p), 1e-6);
    }

    @Test
    void binaryCrossentropyOfSeveralClasses() {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 4; i++) {
                sum -= LABELS[c][i] == 1 ? Math.log(PROBABILITIES[c][i]) : Math.log(1 - PROBABILITIES[c][i]);
            }
        }
        assertEquals(sum / 12, loss("bce", LABELS, PROBABILITIES), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dice", "bce"})
    void gradients(String name) {
        for (int channels : new int[] {1, 3}) {
            GradientCheck.check(new long[] {1, 2, 3, channels}, 6e-3, (l, x) -> {
                float[] y = new float[6 * channels];
                for (int i = 0; i < y.length; i += channels + 1) {
                    y[i] = 1;
                }
                TFloat32 labels = TFloat32.tensorOf(Shape.of(1, 2, 3, channels), DataBuffers.of(y));
                return Losses.byName(name).call(l.tf(), l.tf().constantOf(labels), x);
            });
        }
    }

    @Test
    void unknownName() {
        assertThrows(DawsonException.class, () -> Losses.byName("hinge"));
    }

    /** The loss for probabilities that are turned back into logits. */
    private static double loss(String name, float[][] labels, float[][] probabilities) {
        int channels = labels.length;
        int pixels = labels[0].length;
        float[] y = new float[channels * pixels];
        float[] x = new float[channels * pixels];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < pixels; i++) {
                double p = Math.min(Math.max(probabilities[c][i], 1e-7), 1 - 1e-7);
                y[i * channels + c] = labels[c][i];
                x[i * channels + c] = (float) (channels == 1 ? Math.log(p / (1 - p)) : Math.log(p));
            }
        }
        Shape shape = Shape.of(1, 2, pixels / 2, channels);
        try (Graph graph = new Graph(); Session session = new Session(graph);
            TFloat32 labelTensor = TFloat32.tensorOf(shape, DataBuffers.of(y));
            TFloat32 logitTensor = TFloat32.tensorOf(shape, DataBuffers.of(x))) {
            Ops tf = Ops.create(graph);
            var loss = Losses.byName(name).call(tf, tf.constantOf(labelTensor), tf.constantOf(logitTensor));
            try (Result result = session.runner().fetch(loss).run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }
}
