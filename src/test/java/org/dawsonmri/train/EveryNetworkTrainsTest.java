package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.config.Precision;
import org.dawsonmri.graph.Activation;
import org.dawsonmri.learn.Adam;
import org.dawsonmri.learn.BinaryCrossentropy;
import org.dawsonmri.network.DoubleUnet;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.NeuropolyUnet;
import org.dawsonmri.network.NoPoolAspp;
import org.dawsonmri.network.RonnebergerUnet;
import org.dawsonmri.network.SegNet;
import org.dawsonmri.network.ThesisUnet;
import org.dawsonmri.runtime.Processor;
import org.dawsonmri.train.data.Batch;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Small versions of all networks learn one batch by heart; in the lower precision, where this is not emulated. */
@Tag("slow")
class EveryNetworkTrainsTest {

    private static final int SIDE = 32;
    private static final int STEPS = 100;
    private static final Precision LOWER = Processor.current().lacksBfloat16() ? Precision.FLOAT32 : Precision.BFLOAT16;

    private static Stream<Network> networks() {
        return Stream.of(new ThesisUnet(8, 0, ThesisUnet.Variant.KERAS),
            new ThesisUnet(8, 0, ThesisUnet.Variant.EDDL), new RonnebergerUnet(4, 2, 0),
            new NeuropolyUnet(4, 3, 0, 0.9), new SegNet(8, 2, 0, 0.9),
            new NoPoolAspp(4, 0, 0.9, NoPoolAspp.Layout.NEUROPOLY, Activation.SOFTMAX),
            new DoubleUnet(8, DoubleUnet.Output.OUTPUT2, DoubleUnet.Variant.KERAS),
            new DoubleUnet(8, DoubleUnet.Output.BOTH, DoubleUnet.Variant.EDDL));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theClassIsFound(Network network) {
        Batch batch = batch();
        try (TrainingGraph graph = new TrainingGraph(network, new BinaryCrossentropy(), new Adam(), 1, 1);
            TrainingSession session = new TrainingSession(graph, LOWER, 1, 3)) {
            session.initialize();
            Measures learnt = new Measures(1);
            for (int step = 1; step < STEPS; step++) {
                session.train(batch, 0.01, step);
            }
            learnt.add(session.train(batch, 0.01, STEPS).sums());
            assertTrue(learnt.dice(1) > 0.9, "while training, Dice is " + learnt.dice(1));
            // Running statistics with a momentum of 0.99 take longer to settle, so that no Dice is asked for here.
            assertTrue(Double.isFinite(session.evaluate(batch).loss()));
        }
    }

    /** Bright discs. */
    private static Batch batch() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 4;
        Batch batch = new Batch(n, SIDE, SIDE, new float[n * SIDE * SIDE], new int[n * SIDE * SIDE],
            new Batch.Window[n]);
        for (int i = 0; i < n; i++) {
            batch.windows()[i] = new Batch.Window(0, 0, SIDE, SIDE);
            double x = random.nextDouble(8, 24);
            double y = random.nextDouble(8, 24);
            for (int p = 0; p < SIDE * SIDE; p++) {
                boolean bright = Math.hypot(p % SIDE - x, p / SIDE - y) < 5;
                int at = i * SIDE * SIDE + p;
                batch.labels()[at] = bright ? 1 : 0;
                batch.images()[at] = (float) ((bright ? 1.5 : 0) + 0.3 * random.nextGaussian());
            }
        }
        return batch;
    }
}
