package org.dawsonmri.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Pixels that are not labelled (-1) are as good as not there, for every loss and whatever is predicted on them. */
class UnlabelledPixelsTest {

    private static final float[][] LABELS = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 1}};
    private static final float[][] PROBABILITIES = {{.7f, .1f, .2f, .1f}, {.2f, .8f, .1f, .3f}, {.1f, .1f, .7f, .6f}};
    private static final float[][] MASK = {{0, 1, 1, 0}};
    private static final float[][] FOREGROUND = {{.2f, .9f, .4f, .1f}};

    static Stream<String> losses() {
        return Losses.names().stream();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void theyAddNothing(String loss) {
        same(loss, "{}", LABELS, PROBABILITIES, new float[][] {{.8f, .05f}, {.1f, .9f}, {.1f, .05f}});
        same(loss, "{\"class_weights\": [1, 3, 2]}", LABELS, PROBABILITIES,
            new float[][] {{.8f, .05f}, {.1f, .9f}, {.1f, .05f}});
        same(loss, "{}", MASK, FOREGROUND, new float[][] {{.99f, .3f}});
        same(loss, "{\"class_weights\": [1, 3]}", MASK, FOREGROUND, new float[][] {{.99f, .3f}});
    }

    @ParameterizedTest
    @ValueSource(strings = {"bce", "cross-entropy"})
    void aBatchOfNothingElseCostsNothing(String loss) {
        assertEquals(0, LossValues.of(loss, filled(1, 4), FOREGROUND), 1e-6);
        assertEquals(0, LossValues.of(loss, filled(3, 4), PROBABILITIES), 1e-6);
    }

    // -- Helper methods --

    private static void same(String loss, String options, float[][] labels, float[][] probabilities,
        float[][] predictedThere) {
        double expected = LossValues.of(loss, options, labels, probabilities);
        assertEquals(expected, LossValues.of(loss, options, joined(labels, filled(labels.length, 2)),
            joined(probabilities, predictedThere)), 1e-6, loss + " " + options);
    }

    private static float[][] filled(int channels, int pixels) {
        float[][] unlabelled = new float[channels][pixels];
        List.of(unlabelled).forEach(channel -> Arrays.fill(channel, -1));
        return unlabelled;
    }

    private static float[][] joined(float[][] a, float[][] b) {
        float[][] joined = new float[a.length][a[0].length + b[0].length];
        for (int c = 0; c < a.length; c++) {
            System.arraycopy(a[c], 0, joined[c], 0, a[c].length);
            System.arraycopy(b[c], 0, joined[c], a[c].length, b[c].length);
        }
        return joined;
    }
}
