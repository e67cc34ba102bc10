package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.graph.TensorValues;
import org.dawsonmri.graph.TrainedVariables;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A trained network that is ready to run. It is built anew from what {@code dawson.json} says, and takes nothing but
 * arrays from {@code saved_model/}: what else a file that somebody made may hold is never run. Owns native memory; not
 * for several threads at once.
 */
public final class ModelRunner implements AutoCloseable {

    /** TensorFlow's own defaults. */
    static final ConfigProto PLAIN = ConfigProto.getDefaultInstance();

    private final String folder;
    private final int channels;
    private final Network network;
    private final Graph graph = TensorFlowLibrary.newGraph();
    private final Session session;
    private final InferenceGraph built;

    private ModelRunner(String folder, ModelDescription model, List<Weight> weights, ConfigProto config) {
        this.folder = folder;
        this.channels = model.channels().size();
        this.network = Networks.create(model.config());
        this.session = new Session(graph, config);
        boolean done = false;
        try {
            Ops tf = Ops.create(graph);
            TrainedVariables variables = new TrainedVariables(tf, weights, folder);
            this.built = InferenceGraph.build(Layers.forEvaluation(tf, variables), network, channels,
                model.classes().size());
            variables.assign(session);
            done = true;
        } catch (TFResourceExhaustedException e) {
            throw new DawsonException(folder
                + ": out of memory: the weights did not get the memory that they need; close other programs, or segment on a computer with more of it", e);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /**
     * Loads a model.
     *
     * @param config the session's configuration
     * @throws DawsonException if its weights are missing, damaged, or do not fit its description
     */
    public static ModelRunner open(ModelFolder model, ConfigProto config) {
        return model.read(description -> of(model, description, ModelWeights.read(model, description), config));
    }

    /** A network with weights that are at hand. @param model for messages */
    static ModelRunner of(ModelFolder model, ModelDescription description, List<Weight> weights, ConfigProto config) {
        return new ModelRunner(model.path().toString(), description, weights, config);
    }

    /** The network that runs. */
    public Network network() {
        return network;
    }

    /**
     * Probabilities for a batch of slices.
     *
     * @param images batch × height × width × channels
     * @return batch × height × width × outputs
     * @throws DawsonException if there is not enough memory for the batch
     */
    public float[] run(float[] images, int batch, int height, int width) {
        return run(images, new long[] {batch, height, width, channels});
    }

    /**
     * Probabilities for a batch of slices, volumes or patches.
     *
     * @param images batch × [depth ×] height × width × channels
     * @param shape theirs
     * @return batch × [depth ×] height × width × outputs; batch × outputs for patches
     * @throws DawsonException if there is not enough memory for the batch
     */
    public float[] run(float[] images, long[] shape) {
        try (TFloat32 feed = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(images, true, false))) {
            return fetch(session.runner().feed(built.image(), feed), built.probabilities(), shape);
        }
    }

    /**
     * Probabilities for voxels of a block by a network that is laid over all of it.
     *
     * @param block depth × height × width × channels, the network's halo on all sides included
     * @param voxels z, y, x of one voxel after the other, counted from the first one inside the halo
     * @return voxels × outputs
     */
    public float[] runDense(float[] block, int depth, int height, int width, int[] voxels) {
        try (TFloat32 image = TFloat32.tensorOf(Shape.of(1, depth, height, width, channels),
            DataBuffers.of(block, true, false));
            TInt32 places = TInt32.tensorOf(Shape.of(voxels.length / 3, 3), DataBuffers.of(voxels, true, false))) {
            return fetch(session.runner().feed(built.dense().block(), image).feed(built.dense().voxels(), places),
                built.dense().probabilities(), 1, depth, height, width, channels);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    // -- Helper methods --

    /** @param fed shape of what the network was given, for messages */
    private float[] fetch(Session.Runner runner, Operand<TFloat32> output, long... fed) {
        try (Result result = runner.fetch(output).run()) {
            return TensorValues.of(result.get(0));
        } catch (TFResourceExhaustedException e) {
            throw new DawsonException(folder + ": out of memory: a batch of " + Arrays.stream(fed)
                .mapToObj(Long::toString).collect(Collectors.joining(" × ")) + " values did not get the memory that it "
                + "needs; close other programs, or segment on a computer with more of it", e);
        }
    }
}
