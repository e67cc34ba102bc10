package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.network.GraphVariables;
import org.dawsonmri.network.Layers;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Outputs;
import org.dawsonmri.network.TensorFlowLibrary;
import org.dawsonmri.network.TensorValues;
import org.dawsonmri.network.Weight;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The input and output that {@code rdf.yaml} names, by which other programs check that a model does there what it does
 * here: {@code test_input.npy}, 1 × [depth ×] height × width × channels, before {@link InputScaling}, and
 * {@code test_output.npy}, the probabilities.
 * They are made with variables instead of {@code saved_model/}, which takes a dozen times its size to load.
 */
final class TestArrays {

    private static final int FRAME_IN_MULTIPLES = 4;

    private TestArrays() {
    }

    /** @param folder of the model */
    static void write(Path folder, ModelDescription model, List<Weight> weights) {
        Network network = model.config().createNetwork();
        InputScaling scaling = InputScaling.of(model);
        int channels = model.channels().size();
        long[] shape = network.inputShape(channels).asArray();
        Arrays.fill(shape, 1, shape.length - 1,
            network.patch() > 0 ? network.patch() : (long) FRAME_IN_MULTIPLES * network.sizeMultiple());
        shape[0] = 1;
        float[] input = new float[Weight.size(shape)];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) Math.sin(0.37 * i);
        }
        float[] intensities = scaling.undo(input);
        try (Graph graph = TensorFlowLibrary.newGraph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Placeholder<TFloat32> image = tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(channels)));
            Operand<TFloat32> probabilities = network.activation().shares(tf, Outputs.inFloat32(tf,
                network.logits(Layers.forEvaluation(tf, variables), image, network.outputs(model.classes().size()))));
            variables.restore(session, weights, folder.toString());
            try (TFloat32 feed = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(scaling.apply(intensities), true, false));
                Result result = session.runner().feed(image, feed).fetch(probabilities).run()) {
                write(folder.resolve("test_input.npy"), shape, intensities);
                write(folder.resolve("test_output.npy"), result.get(0).shape().asArray(), TensorValues.of(result.get(0)));
            }
        }
    }

    private static void write(Path file, long[] shape, float[] values) {
        AtomicFile.write(file, out -> Npz.writeNpy(out, shape, values));
    }
}
