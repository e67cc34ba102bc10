package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.train.data.Batch;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Golden values of specs/metrics.md §2 and scores counted by hand. */
class MeasuresTest {

    @Test
    void goldenValuesOfTheFirstPaper() {
        float[] g = {0, 1, 1, 0, 0, 0, 0, 0};
        float[] p = {.2f, .9f, .4f, .1f, .1f, .01f, .01f, .3f};
        Measures measures = new Measures(1);
        measures.add(sums(1, 2, p, g, new float[] {1, 1, 1, 1, 1, 1, 1, 1}));
        assertEquals(0.065, measures.meanSquaredError(), 1e-4);
        assertEquals(0.875, measures.binaryAccuracy(), 1e-6);
        // One hit and one miss; hits 1.3 of 2.02 + 2.
        assertEquals(2.0 / 3, measures.dice(1), 1e-6);
        assertEquals(2.6 / 4.02, measures.softDice(1), 1e-6);
    }

    @Test
    void paddingDoesNotCount() {
        Batch batch = new Batch(2, 2, 3, new float[12], new int[12],
            new Batch.Window[] {new Batch.Window(0, 0, 2, 1), new Batch.Window(1, 0, 2, 2)});
        float[] inside = batch.inside();
        org.junit.jupiter.api.Assertions.assertArrayEquals(
            new float[] {1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1}, inside);
        float[] g = {1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0};
        float[] p = {.8f, .6f, .9f, .9f, .9f, .9f, .9f, .7f, .2f, .9f, .4f, .1f};
        Measures measures = new Measures(1);
        measures.add(sums(1, 2, p, g, inside));
        // Six pixels count: g 1 0 1 0 1 0, p .8 .6 .7 .2 .4 .1.
        assertEquals(2 * 2.0 / (3 + 3), measures.dice(1), 1e-6);
        assertEquals(2 * 1.9 / (2.8 + 3), measures.softDice(1), 1e-6);
        assertEquals((.04 + .36 + .09 + .04 + .36 + .01) / 6, measures.meanSquaredError(), 1e-6);
        assertEquals(4.0 / 6, measures.binaryAccuracy(), 1e-6);
    }

    @Test
    void aBackgroundChannelBesideASingleClassIsNotTheClass() {
        Measures measures = new Measures(1);
        measures.add(sums(2, 1, new float[] {.2f, .8f, .6f, .4f, .9f, .1f}, new float[] {0, 1, 0, 1, 1, 0},
            new float[] {1, 1, 1}));
        assertEquals(2 * 1.0 / (1 + 2), measures.dice(1), 1e-6);
        assertEquals(2 * 1.2 / (1.3 + 2), measures.softDice(1), 1e-6);
        assertEquals(2 * (.04 + .36 + .01) / 6, measures.meanSquaredError(), 1e-6);
    }

    @Test
    void severalClassesOverSeveralBatches() {
        // Two pixels a batch; background, class 1, class 2.
        Measures measures = new Measures(2);
        measures.add(sums(3, 1, new float[] {.2f, .5f, .3f, .6f, .3f, .1f}, new float[] {0, 1, 0, 0, 1, 0},
            new float[] {1, 1}));
        measures.add(sums(3, 1, new float[] {.1f, .8f, .1f, .4f, .3f, .3f}, new float[] {0, 1, 0, 1, 0, 0},
            new float[] {1, 1}));
        // Class 1: labelled three times, predicted twice, both right. Class 2: nowhere.
        assertEquals(0.8, measures.dice(1), 1e-6);
        assertTrue(Double.isNaN(measures.dice(2)) && Double.isNaN(measures.softDice(2)));
        assertEquals(0.8, measures.meanOverClasses(measures::dice), 1e-6);
        assertEquals(2 * 1.6 / (1.9 + 3), measures.meanOverClasses(measures::softDice), 1e-6);
        double squares = .04 + .25 + .09 + .36 + .49 + .01 + .01 + .04 + .01 + .36 + .09 + .09;
        assertEquals(squares / 12, measures.meanSquaredError(), 1e-6);
        // p > ½ is wrong for class 1 at .5, for background .6 and class 1 .3, for background .4.
        assertEquals(8.0 / 12, measures.binaryAccuracy(), 1e-6);
    }

    /** Sums of a batch of two images, or of one if there are too few pixels. */
    private static float[] sums(int channels, int rows, float[] p, float[] g, float[] inside) {
        int images = rows == 1 ? 1 : 2;
        int width = inside.length / images / rows;
        float[] logits = new float[p.length];
        for (int i = 0; i < p.length; i++) {
            logits[i] = (float) (channels == 1 ? Math.log(p[i] / (1 - p[i])) : Math.log(p[i]));
        }
        Shape pixels = Shape.of(images, rows, width);
        Shape maps = pixels.append(channels);
        try (Graph graph = new Graph(); Session session = new Session(graph);
            TFloat32 x = TFloat32.tensorOf(maps, DataBuffers.of(logits));
            TFloat32 y = TFloat32.tensorOf(maps, DataBuffers.of(g));
            TFloat32 mask = TFloat32.tensorOf(pixels, DataBuffers.of(inside))) {
            Ops tf = Ops.create(graph);
            var sums = Measures.sums(tf, tf.constantOf(x), tf.constantOf(y), tf.constantOf(mask),
                Activation.SOFTMAX);
            try (Result result = session.runner().fetch(sums).run()) {
                float[] values = new float[(int) result.get(0).size()];
                result.get(0).asRawTensor().data().asFloats().read(values);
                return values;
            }
        }
    }
}
