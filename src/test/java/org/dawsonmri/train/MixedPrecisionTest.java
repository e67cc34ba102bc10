package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.config.Precision;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.learn.Adam;
import org.dawsonmri.learn.DiceLoss;
import org.dawsonmri.measure.Kernels;
import org.dawsonmri.network.Unet;
import org.dawsonmri.train.data.Batch;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** In a bfloat16 session the convolutions are rounded, the loss is not. */
class MixedPrecisionTest {

    private static final int SIDE = 32;

    /** Without oneDNN there are no bfloat16 sessions; the tests' process has it unless its user has it switched off. */
    @BeforeAll
    static void oneDnnIsOn() {
        assumeTrue(Kernels.current(1).oneDnn(), "oneDNN is off: unset TF_ENABLE_ONEDNN_OPTS");
    }

    @Test
    void theLossIsComputedInFloat32() {
        SplittableRandom random = new SplittableRandom(1);
        Batch batch = new Batch(2, SIDE, SIDE, new float[2 * SIDE * SIDE], new int[2 * SIDE * SIDE],
            Collections.nCopies(2, new Batch.Window(0, 0, SIDE, SIDE)).toArray(Batch.Window[]::new));
        for (int i = 0; i < batch.labels().length; i++) {
            batch.labels()[i] = i % 7 == 0 ? 1 : 0;
            batch.images()[i] = (float) random.nextGaussian();
        }
        try (TrainingGraph graph = new TrainingGraph(new Unet(8, 2, true, 0, Unet.UpSampling.TRANSPOSED),
            new DiceLoss(), new Adam(), 1, 2)) {
            List<Weight> weights;
            double exact;
            try (TrainingSession session = new TrainingSession(graph, Precision.FLOAT32, 1, 1)) {
                session.initialize();
                weights = session.weights();
                exact = session.evaluate(batch).loss();
            }
            try (TrainingSession session = new TrainingSession(graph, Precision.BFLOAT16, 1, 1)) {
                session.restore(weights, "test");
                double reduced = session.evaluate(batch).loss();
                assertNotEquals(exact, reduced, "nothing was rounded: the session is not a bfloat16 one");
                // One rounding of a sum to eight bits would be up to 0.002; errors of single pixels cancel out.
                assertEquals(exact, reduced, 4e-4);
            }
        }
    }
}
