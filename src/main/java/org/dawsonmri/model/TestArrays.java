package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The input and output that {@code rdf.yaml} names, by which other programs check that a model does there what it does
 * here: {@code test_input.npy}, 1 × [depth ×] height × width × channels, before {@link InputScaling}, and
 * {@code test_output.npy}, the probabilities.
 */
final class TestArrays {

    static final String INPUT = "test_input.npy";
    static final String OUTPUT = "test_output.npy";
    private static final int FRAME_IN_MULTIPLES = 4;

    private TestArrays() {
    }

    static void write(ModelFolder folder, ModelDescription model, List<Weight> weights) {
        Network network = Networks.create(model.config());
        InputScaling scaling = InputScaling.of(model);
        long[] shape = network.inputShape(model.channels().size()).asArray();
        Arrays.fill(shape, 1, shape.length - 1,
            network.patch() > 0 ? network.patch() : (long) FRAME_IN_MULTIPLES * network.sizeMultiple());
        shape[0] = 1;
        float[] input = new float[Weight.size(shape)];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(0.37 * i);
        }
        float[] intensities = scaling.undo(input);
        try (ModelRunner runner = ModelRunner.of(folder, model, weights, ModelRunner.PLAIN)) {
            write(folder.path().resolve(INPUT), shape, intensities);
            float[] output = runner.run(scaling.apply(intensities), shape);
            long[] result = network.patch() > 0 ? new long[] {1, 0} : shape;
            result[result.length - 1] = network.outputs(model.classes().size());
            write(folder.path().resolve(OUTPUT), result, output);
        }
    }

    private static void write(Path file, long[] shape, float[] values) {
        AtomicFile.write(file, out -> Npz.writeNpy(out, shape, values));
    }
}
