package org.dawsonmri.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.Activation;
import org.dawsonmri.network.GradientCheck;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

import java.util.List;

/** Golden values of specs/training_pipeline.md §5 and specs/metrics.md §2, values by hand, and numeric gradients. */
@Tag("slow")
class LossTest {

    /** Three classes × 2×2 pixels, channel by channel. */
    private static final float[][] LABELS = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 1}};
    private static final float[][] PROBABILITIES = {{.7f, .1f, .2f, .1f}, {.2f, .8f, .1f, .3f}, {.1f, .1f, .7f, .6f}};

    /** Two images of one class: the second has none of it. */
    private static final float[][][] MASKS = {{{0, 1, 1, 0}}, {{0, 0, 0, 0}}};
    private static final float[][][] FOREGROUND = {{{.2f, .9f, .4f, .1f}}, {{.1f, 0, 0, .3f}}};

    @Test
    void diceAsCoded() {
        assertEquals(-0.9029189, LossValues.of("dice", LABELS, PROBABILITIES), 1e-6);
        float third = 1 / 3f;
        float[] thirds = {third, third, third, third};
        assertEquals(-0.4997188, LossValues.of("dice", LABELS, new float[][] {thirds, thirds, thirds}), 1e-6);
    }

    @Test
    void diceOfAPerfectAndOfAnEmptyPrediction() {
        assertEquals(-0.9997500, LossValues.of("dice", LABELS, LABELS), 1e-6);
        float[][] empty = {{0, 0, 0, 0}};
        assertEquals(1, LossValues.of("dice", empty, empty), 1e-5);
    }

    @Test
    void diceWithClassWeights() {
        // Σ p·g by class: 0.7, 0.8, 1.3; Σ p² + Σ g²: 0.55 + 1, 0.78 + 1, 0.87 + 2; weights 1 : 3 : 2, mean 1.
        double overlap = (0.7 + 3 * 0.8 + 2 * 1.3) / 2;
        double sizes = (1.55 + 3 * 1.78 + 2 * 2.87) / 2;
        assertEquals((-2 * overlap + 0.001) / (sizes + 0.001),
            LossValues.of("dice", "{\"class_weights\": [1, 3, 2]}", LABELS, PROBABILITIES), 1e-6);
    }

    @Test
    void softDiceOfTheFirstPaper() {
        assertEquals(1 - 0.7484472, LossValues.of("soft-dice", "{}", MASKS, FOREGROUND), 1e-6);
        // Both images as one: overlap 1.3, sizes 2.0 + 2.
        assertEquals(1 - 3.6 / 5.0, LossValues.of("soft-dice", "{\"batch\": true}", MASKS, FOREGROUND), 1e-6);
    }

    @Test
    void softDiceOfSeveralClassesLeavesTheBackgroundOut() {
        double one = (2 * 0.8 + 1) / (1.4 + 1 + 1);
        double two = (2 * 1.3 + 1) / (1.5 + 2 + 1);
        assertEquals(1 - (one + two) / 2, LossValues.of("soft-dice", LABELS, PROBABILITIES), 1e-6);
        double background = (2 * 0.7 + 1) / (1.1 + 1 + 1);
        assertEquals(1 - (background + one + 2 * two) / 4,
            LossValues.of("soft-dice", "{\"class_weights\": [1, 1, 2]}", LABELS, PROBABILITIES), 1e-6);
    }

    @Test
    void softDiceOfOneClassMayCountTheBackground() {
        double first = ((2 * 1.3 + 1) / (1.6 + 2 + 1) + (2 * 1.7 + 1) / (2.4 + 2 + 1)) / 2;
        double second = (1 / (0.4 + 1) + (2 * 3.6 + 1) / (3.6 + 4 + 1)) / 2;
        assertEquals(1 - (first + second) / 2,
            LossValues.of("soft-dice", "{\"class_weights\": [1, 1]}", MASKS, FOREGROUND), 1e-6);
    }

    @Test
    void generalizedDiceAsSudre() {
        // Volumes 1, 1, 2 give the weights 1, 1, 1/4.
        double overlap = 0.7 + 0.8 + 1.3 / 4;
        double sizes = (1.1 + 1) + (1.4 + 1) + (1.5 + 2) / 4;
        assertEquals(1 - 2 * overlap / sizes, LossValues.of("generalized-dice", LABELS, PROBABILITIES), 1e-6);
        // One class: 2 voxels of it and 6 of the background.
        double two = 1.3 / 4 + (1.7 + 3.6) / 36;
        double both = (2.0 + 2) / 4 + (6.0 + 6) / 36;
        assertEquals(1 - 2 * two / both, LossValues.of("generalized-dice", "{}", MASKS, FOREGROUND), 1e-6);
    }

    @Test
    void generalizedDiceOfAnAbsentClass() {
        float[][] labels = {{1, 1, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}};
        float[][] p = {{.8f, .7f, .9f, .1f}, {.1f, .2f, .1f, .6f}, {.1f, .1f, 0, .3f}};
        // Volumes 3, 1 and none: weights 1/9, 1 and, as the smallest that is there, 1.
        double overlap = 2.4 / 9 + 0.6;
        double sizes = (2.5 + 3) / 9 + (1.0 + 1) + 0.5;
        assertEquals(1 - 2 * overlap / sizes, LossValues.of("generalized-dice", labels, p), 1e-5);
        float[][] background = {{1, 1, 1, 1}, {0, 0, 0, 0}};
        assertEquals(0, LossValues.of("generalized-dice", background, background), 1e-6);
    }

    @Test
    void tverskyWeighsErrors() {
        // Classes 1 and 2: hits 0.8 and 1.3, too much 0.6 and 0.2, too little 0.2 and 0.7; s = 1.
        double one = 1.8 / (1.8 + 0.3 * 0.6 + 0.7 * 0.2);
        double two = 2.3 / (2.3 + 0.3 * 0.2 + 0.7 * 0.7);
        assertEquals(1 - (one + two) / 2, LossValues.of("tversky", LABELS, PROBABILITIES), 1e-6);
        assertEquals(LossValues.of("soft-dice", "{\"batch\": true, \"smooth\": 1}", MASKS, FOREGROUND),
            LossValues.of("tversky", "{\"alpha\": 0.5, \"beta\": 0.5, \"smooth\": 0.5}", MASKS, FOREGROUND), 1e-6);
    }

    @Test
    void binaryCrossentropyAsKeras() {
        assertEquals(0.2265239, LossValues.of("bce", "{}", MASKS, FOREGROUND), 1e-6);
        assertEquals(0.2265239, LossValues.of("cross-entropy", "{}", MASKS, FOREGROUND), 1e-6);
    }

    @Test
    void binaryCrossentropyOfSeveralClasses() {
        double[] sums = new double[3];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 4; i++) {
                sums[c] -= LABELS[c][i] == 1 ? Math.log(PROBABILITIES[c][i]) : Math.log(1 - PROBABILITIES[c][i]);
            }
        }
        assertEquals((sums[0] + sums[1] + sums[2]) / 12, LossValues.of("bce", LABELS, PROBABILITIES), 1e-6);
        assertEquals((sums[0] + 2 * sums[1] + 5 * sums[2]) / 32,
            LossValues.of("bce", "{\"class_weights\": [1, 2, 5]}", LABELS, PROBABILITIES), 1e-6);
    }

    @Test
    void crossEntropyOnLogits() {
        double[] perPixel = {-Math.log(0.7), -Math.log(0.8), -Math.log(0.7), -Math.log(0.6)};
        assertEquals((perPixel[0] + perPixel[1] + perPixel[2] + perPixel[3]) / 4,
            LossValues.of("cross-entropy", LABELS, PROBABILITIES), 1e-6);
        // As PyTorch: divided by the sum of the pixels' weights, 1 + 2 + 5 + 5.
        assertEquals((perPixel[0] + 2 * perPixel[1] + 5 * perPixel[2] + 5 * perPixel[3]) / 13,
            LossValues.of("cross-entropy", "{\"class_weights\": [1, 2, 5]}", LABELS, PROBABILITIES), 1e-6);
    }

    @Test
    void crossEntropyAsTheSecondPapersCode() {
        String parity = "{\"double_softmax\": true}";
        assertEquals(0.7697281, LossValues.of("cross-entropy", parity, LABELS, PROBABILITIES), 1e-6);
        assertThrows(DawsonException.class, () -> LossValues.of("cross-entropy", parity, MASKS, FOREGROUND));
    }

    @Test
    void crossEntropyOfOneClassWithWeights() {
        double background = -(Math.log(.8) + Math.log(.9) + Math.log(.9) + Math.log(.7));
        double lesion = -(Math.log(.9) + Math.log(.4));
        double expected = (background + 10 * lesion) / (6 + 10 * 2);
        for (String name : List.of("bce", "cross-entropy")) {
            assertEquals(expected, LossValues.of(name, "{\"class_weights\": [1, 10]}", MASKS, FOREGROUND), 1e-6);
        }
    }

    @Test
    void diceAndCrossEntropyAreAdded() {
        double dice = LossValues.of("soft-dice", "{\"batch\": true}", LABELS, PROBABILITIES);
        double entropy = LossValues.of("cross-entropy", LABELS, PROBABILITIES);
        assertEquals(dice + entropy, LossValues.of("dice-cross-entropy", LABELS, PROBABILITIES), 1e-6);
        assertEquals(0.25 * dice + 3 * entropy, LossValues.of("dice-cross-entropy",
            "{\"dice_weight\": 0.25, \"cross_entropy_weight\": 3}", LABELS, PROBABILITIES), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("names")
    void gradients(String name) {
        for (int channels : new int[] {1, 3}) {
            checkGradient(name, "{}", channels);
            checkGradient(name, channels == 1 ? "{\"class_weights\": [1, 4]}" : "{\"class_weights\": [1, 4, 2]}",
                channels);
        }
    }

    @Test
    void gradientOfTheDoubleSoftmax() {
        checkGradient("cross-entropy", "{\"double_softmax\": true}", 3);
        checkGradient("soft-dice", "{\"batch\": true}", 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tversky       | {"alpha": -1}               | alpha is -1.0
        tversky       | {"gamma": 1}                | unknown key 'gamma'
        soft-dice     | {"smooth": 0}               | smooth is 0.0
        bce           | {"class_weights": [1, -2]}  | class_weights has -2.0
        cross-entropy | {"class_weights": [0, 0]}   | only zeros
        dice          | {"class_weights": [1, 2]}   | class_weights has 2 numbers, expected 3
        hinge         | {}                          | unknown loss 'hinge'
        """)
    void wrongOptionsAreTold(String name, String options, String message) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> LossValues.of(name, options, LABELS, PROBABILITIES));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** Channels that do not add up to 1, as the second paper's NoPoolASPP has them. */
    @Test
    void independentChannels() {
        float[][] p = {{.9f, .1f, .2f, .1f}, {.6f, .8f, .1f, .3f}, {.4f, .1f, .7f, .6f}};
        double overlap = 0.9 + 0.8 + 0.7 + 0.6;
        double sizes = .81 + .01 + .04 + .01 + .36 + .64 + .01 + .09 + .16 + .01 + .49 + .36 + 4;
        assertEquals((-2 * overlap + 0.001) / (sizes + 0.001), LossValues.ofSigmoids("dice", "{}", LABELS, p), 1e-6);
        double entropy = 0;
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 4; i++) {
                entropy -= Math.log(LABELS[c][i] == 1 ? p[c][i] : 1 - p[c][i]);
            }
        }
        assertEquals(entropy / 12, LossValues.ofSigmoids("bce", "{}", LABELS, p), 1e-6);
        // The published code takes a softmax of what the sigmoids give: the golden value of the specification.
        assertEquals(0.7697281,
            LossValues.ofSigmoids("cross-entropy", "{\"double_softmax\": true}", LABELS, PROBABILITIES), 1e-6);
        for (String name : List.of("cross-entropy", "dice-cross-entropy")) {
            String message = assertThrows(DawsonException.class,
                () -> LossValues.ofSigmoids(name, "{}", LABELS, PROBABILITIES)).getMessage();
            assertTrue(message.contains("'activation' is SIGMOID") && message.lines().count() == 1, message);
        }
        // A single channel has a sigmoid anyway.
        assertEquals(LossValues.of("dice-cross-entropy", MASKS[0], FOREGROUND[0]),
            LossValues.ofSigmoids("dice-cross-entropy", "{}", MASKS[0], FOREGROUND[0]), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dice", "soft-dice", "generalized-dice", "tversky", "bce"})
    void gradientsOfIndependentChannels(String name) {
        checkGradient(name, "{}", 3, Activation.SIGMOID);
    }

    private static List<String> names() {
        return Losses.names();
    }

    private static void checkGradient(String name, String options, int channels) {
        checkGradient(name, options, channels, Activation.SOFTMAX);
    }

    private static void checkGradient(String name, String options, int channels, Activation activation) {
        Shape shape = Shape.of(2, 2, 3, channels);
        GradientCheck.check(shape.asArray(), 6e-3, (l, x) -> {
            float[] y = new float[12 * channels];
            for (int i = 0; i < 12; i++) {
                if (channels > 1 || i % 3 == 0) {
                    y[i * channels + i % channels] = 1;
                }
            }
            try (TFloat32 labels = TFloat32.tensorOf(shape, DataBuffers.of(y))) {
                return Losses.create(name, LossValues.json(options)).call(l.tf(), l.tf().constantOf(labels), x,
                    activation);
            }
        });
    }
}
