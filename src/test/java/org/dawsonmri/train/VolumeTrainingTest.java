package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.config.Precision;
import org.dawsonmri.learn.Adam;
import org.dawsonmri.learn.BinaryCrossentropy;
import org.dawsonmri.learn.CrossEntropy;
import org.dawsonmri.network.CascadeCnn;
import org.dawsonmri.network.CascadeCnn.Variant;
import org.dawsonmri.network.CascadeFcn;
import org.dawsonmri.network.CascadeNicMsLesions;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Unet;
import org.dawsonmri.train.data.Batch;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Small versions of the networks of volumes learn one batch by heart. */
@Tag("slow")
class VolumeTrainingTest {

    private static final int STEPS = 60;

    private static Stream<Network> patchNetworks() {
        return Stream.of(new CascadeCnn(9, 4, 16, 0, Variant.VALVERDE), new CascadeCnn(9, 4, 16, 0, Variant.SEED1),
            new CascadeCnn(9, 4, 16, 0, Variant.SEED1_EDDL), new CascadeNicMsLesions(9, 4, 16, 0),
            new CascadeFcn(9, 4, 16, 0));
    }

    @ParameterizedTest
    @MethodSource("patchNetworks")
    void patches(Network network) {
        assertTrue(learn(network, brightCentres(network.patch(), 24)) > 0.9);
    }

    @Test
    void boxesWithPadding() {
        Batch batch = brightBoxes();
        assertTrue(learn(Unet.ofVolumes(4, 1, true, 0), batch) > 0.9);
    }

    @Test
    void labelsOutsideTheWindowsDoNotCount() {
        Batch batch = brightBoxes();
        float inside = 0;
        for (float v : batch.inside()) {
            inside += v;
        }
        assertEquals(2 * 5 * 6 * 7, inside);
        try (TrainingGraph graph = graph(Unet.ofVolumes(2, 1, false, 0));
            TrainingSession session = new TrainingSession(graph, Precision.FLOAT32, 1, 3)) {
            session.initialize();
            Measures before = measured(session, batch);
            // In the second box, the padding begins behind x = 6; its last voxel is there.
            batch.labels()[batch.labels().length - 1] = 1;
            assertEquals(before.dice(1), measured(session, batch).dice(1));
            assertEquals(batch.labels().length, session.probabilities(batch).length);
        }
    }

    private static Measures measured(TrainingSession session, Batch batch) {
        Measures measures = new Measures(1);
        measures.add(session.evaluate(batch).sums());
        return measures;
    }

    private static TrainingGraph graph(Network network) {
        return new TrainingGraph(network, network.outputs(1) == 1 ? new BinaryCrossentropy() : new CrossEntropy(),
            new Adam(), 1, 1);
    }

    /** The Dice after some steps. */
    private static double learn(Network network, Batch batch) {
        try (TrainingGraph graph = graph(network);
            TrainingSession session = new TrainingSession(graph, Precision.FLOAT32, 1, 3)) {
            session.initialize();
            Measures learnt = new Measures(1);
            for (int step = 1; step < STEPS; step++) {
                session.train(batch, 0.01, step);
            }
            learnt.add(session.train(batch, 0.01, STEPS).sums());
            return learnt.dice(1);
        }
    }

    private static Batch brightCentres(int edge, int size) {
        SplittableRandom random = new SplittableRandom(4);
        int voxels = edge * edge * edge;
        Batch batch = Batch.ofPatches(edge, new float[size * voxels], new int[size]);
        for (int i = 0; i < size; i++) {
            batch.labels()[i] = i % 2;
            for (int v = 0; v < voxels; v++) {
                int far = Math.max(Math.abs(v / (edge * edge) - edge / 2),
                    Math.max(Math.abs(v / edge % edge - edge / 2), Math.abs(v % edge - edge / 2)));
                boolean bright = i % 2 == 1 && far < 2;
                batch.images()[i * voxels + v] = (float) ((bright ? 2 : 0) + 0.5 * random.nextGaussian());
            }
        }
        return batch;
    }

    /** Frames of 6 × 6 × 8 of which 5 × 6 × 7 are filled, bright on one side. */
    private static Batch brightBoxes() {
        SplittableRandom random = new SplittableRandom(5);
        Batch.Window window = new Batch.Window(0, 0, 0, 7, 6, 5);
        Batch batch = new Batch(2, 6, 6, 8, new float[2 * 288], new int[2 * 288],
            new Batch.Window[] {window, window});
        for (int i = 0; i < batch.labels().length; i++) {
            int x = i % 8;
            int z = i / 48 % 6;
            batch.labels()[i] = x < 7 && z < 5 && x > 3 ? 1 : 0;
            batch.images()[i] = (float) (1.5 * batch.labels()[i] + 0.3 * random.nextGaussian());
        }
        return batch;
    }
}
