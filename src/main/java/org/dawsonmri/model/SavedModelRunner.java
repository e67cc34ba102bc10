package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.network.TensorValues;

import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A model's {@code saved_model/}, loaded. Owns the native session; not for several threads at once. */
public final class SavedModelRunner implements AutoCloseable {

    /** TensorFlow's own defaults. */
    static final ConfigProto PLAIN = ConfigProto.getDefaultInstance();

    private final Path folder;
    private final SavedModelBundle bundle;
    private final String input;
    private final String output;
    private final int channels;

    private SavedModelRunner(Path folder, SavedModelBundle bundle) {
        this.folder = folder;
        this.bundle = bundle;
        var signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
        TensorInfo image = signature.getInputsOrThrow(SavedModelWriter.INPUT);
        this.input = image.getName();
        this.channels = Math.toIntExact(
            image.getTensorShape().getDim(image.getTensorShape().getDimCount() - 1).getSize());
        this.output = signature.getOutputsOrThrow(SavedModelWriter.OUTPUT).getName();
    }

    /**
     * Loads a model's weights.
     *
     * @param session the session's configuration
     * @throws DawsonException if they are missing or damaged
     */
    public static SavedModelRunner open(ModelFolder model, ConfigProto session) {
        model.requireWeights();
        return model.hasDescription() ? model.read(description -> load(model, session)) : load(model, session);
    }

    private static SavedModelRunner load(ModelFolder model, ConfigProto session) {
        try {
            SavedModelBundle bundle = SavedModelBundle.loader(model.savedModel().toString())
                .withConfigProto(session).load();
            return checked(model.savedModel(), bundle);
        } catch (TensorFlowException | IllegalArgumentException e) {
            throw new DawsonException(model.savedModel() + ": cannot be loaded (" + e.getMessage()
                + "); the file is damaged, copy the model folder again or train again", e);
        }
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
            return fetch(bundle.session().runner().feed(input, feed), output, shape);
        }
    }

    /** True if {@link #runDense} can be asked. */
    public boolean isDenselyApplicable() {
        return bundle.metaGraphDef().containsSignatureDef(SavedModelWriter.DENSE);
    }

    /**
     * Probabilities for voxels of a block by a network that is laid over all of it.
     *
     * @param block depth × height × width × channels, the network's halo on all sides included
     * @param voxels z, y, x of one voxel after the other, counted from the first one inside the halo
     * @return voxels × outputs
     */
    public float[] runDense(float[] block, int depth, int height, int width, int[] voxels) {
        var signature = bundle.metaGraphDef().getSignatureDefOrThrow(SavedModelWriter.DENSE);
        Session.Runner runner = bundle.session().runner();
        try (TFloat32 image = TFloat32.tensorOf(Shape.of(1, depth, height, width, channels),
            DataBuffers.of(block, true, false));
            TInt32 places = TInt32.tensorOf(Shape.of(voxels.length / 3, 3), DataBuffers.of(voxels, true, false))) {
            runner.feed(signature.getInputsOrThrow(SavedModelWriter.BLOCK).getName(), image)
                .feed(signature.getInputsOrThrow(SavedModelWriter.VOXELS).getName(), places);
            return fetch(runner, signature.getOutputsOrThrow(SavedModelWriter.DENSE_OUTPUT).getName(),
                1, depth, height, width, channels);
        }
    }

    /**
     * The values of constants, in the given order.
     *
     * @throws DawsonException if there is no constant of a name
     */
    List<float[]> constants(List<String> names) {
        Session.Runner runner = bundle.session().runner();
        try {
            names.forEach(runner::fetch);
        } catch (IllegalArgumentException e) {
            throw new DawsonException(folder + ": a variable of its network is missing (" + e.getMessage()
                + "); dawson.json and saved_model belong to different models, copy the model folder again", e);
        }
        List<float[]> constants = new ArrayList<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < names.size(); i++) {
                constants.add(TensorValues.of(result.get(i)));
            }
        }
        return constants;
    }

    @Override
    public void close() {
        bundle.close();
    }

    // -- Helper methods --

    private static SavedModelRunner checked(Path folder, SavedModelBundle bundle) {
        try {
            FiniteConstants.require(bundle.metaGraphDef().getGraphDef(), folder);
            return new SavedModelRunner(folder, bundle);
        } catch (DawsonException e) {
            bundle.close();
            throw e;
        }
    }

    /** @param fed shape of what the network was given, for messages */
    private float[] fetch(Session.Runner runner, String output, long... fed) {
        try (Result result = runner.fetch(output).run()) {
            return TensorValues.of(result.get(0));
        } catch (TFResourceExhaustedException e) {
            throw new DawsonException(folder + ": out of memory: a batch of " + Arrays.stream(fed)
                .mapToObj(Long::toString).collect(Collectors.joining(" × ")) + " values did not get the memory that it "
                + "needs; close other programs, or segment on a computer with more of it", e);
        }
    }
}
