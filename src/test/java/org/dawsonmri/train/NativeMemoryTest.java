package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.config.Precision;
import org.dawsonmri.learn.Adam;
import org.dawsonmri.learn.DiceLoss;
import org.dawsonmri.network.Unet;
import org.dawsonmri.train.data.Batch;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Collections;

/** Training leaves no tensor behind. */
@Tag("slow")
class NativeMemoryTest {

    private static final int STEPS = 300;
    private static final int SIDE = 64;
    private static final long LIMIT = 40L << 20;

    /** A leak of nothing but the images would be 300 × 16 × 64² × 4 B = 75 MB in training alone. */
    @Test
    void threeHundredStepsLeaveNativeMemoryFlat() {
        Batch batch = new Batch(16, SIDE, SIDE, new float[16 * SIDE * SIDE], new int[16 * SIDE * SIDE],
            Collections.nCopies(16, new Batch.Window(0, 0, SIDE, SIDE)).toArray(Batch.Window[]::new));
        try (TrainingGraph graph = new TrainingGraph(new Unet(2, 2, true, 0.1, Unet.UpSampling.TRANSPOSED),
            new DiceLoss(), new Adam(), 1, 1);
            TrainingSession session = new TrainingSession(graph, Precision.FLOAT32, 1, 1)) {
            session.initialize();
            steps(session, batch, 60);
            // Java's heap is part of what is measured and grows by leaps in a JVM that runs other tests as well; a leak
            // grows every time.
            long grown = Long.MAX_VALUE;
            for (int i = 0; i < 3 && grown >= LIMIT; i++) {
                grown = grownBytes(session, batch);
            }
            assertTrue(grown < LIMIT, "grown by " + (grown >> 20) + " MB in " + STEPS + " steps");
        }
    }

    private static long grownBytes(TrainingSession session, Batch batch) {
        System.gc();
        long before = Pointer.physicalBytes();
        steps(session, batch, STEPS);
        System.gc();
        return Pointer.physicalBytes() - before;
    }

    private static void steps(TrainingSession session, Batch batch, int n) {
        for (int i = 0; i < n; i++) {
            session.train(batch, 1e-3, i + 1L);
            session.evaluate(batch);
        }
    }
}
