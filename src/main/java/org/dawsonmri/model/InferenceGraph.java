package org.dawsonmri.model;

import org.dawsonmri.graph.Layers;
import org.dawsonmri.network.DenselyApplicable;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Outputs;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What is asked of a trained network: from an image to probabilities and, of a patch network that can be laid over
 * blocks, from a block to the probabilities of some of its voxels. Segmentation runs it, {@link SavedModelWriter}
 * writes it for other programs.
 *
 * @param image batch × [depth ×] height × width × channels
 * @param probabilities of the same size with outputs for channels, or batch × outputs where the images are patches
 * @param dense null if the network is not {@link DenselyApplicable}
 */
record InferenceGraph(Placeholder<TFloat32> image, Operand<TFloat32> probabilities, Dense dense) {

    static final String IMAGE = "image";
    static final String PROBABILITIES = "probabilities";
    static final String BLOCK = "block";
    static final String VOXELS = "voxels";
    static final String DENSE_PROBABILITIES = "dense_probabilities";

    /**
     * See {@link DenselyApplicable#denseLogits}.
     *
     * @param block 1 × depth × height × width × channels
     * @param voxels n × 3
     * @param probabilities n × outputs
     */
    record Dense(Placeholder<TFloat32> block, Placeholder<TInt32> voxels, Operand<TFloat32> probabilities) {
    }

    /**
     * Builds it.
     *
     * @param layers for evaluation
     * @param classes background not counted
     */
    static InferenceGraph build(Layers layers, Network network, int channels, int classes) {
        Ops tf = layers.tf();
        int outputs = network.outputs(classes);
        Placeholder<TFloat32> image =
            tf.withName(IMAGE).placeholder(TFloat32.class, Placeholder.shape(network.inputShape(channels)));
        Operand<TFloat32> probabilities =
            probabilities(tf, PROBABILITIES, network, network.logits(layers, image, outputs));
        return new InferenceGraph(image, probabilities,
            network instanceof DenselyApplicable dense ? build(layers, dense, channels, outputs) : null);
    }

    // -- Helper methods --

    private static Dense build(Layers layers, DenselyApplicable network, int channels, int outputs) {
        Ops tf = layers.tf();
        Placeholder<TFloat32> block =
            tf.withName(BLOCK).placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, -1, -1, -1, channels)));
        Placeholder<TInt32> voxels =
            tf.withName(VOXELS).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 3)));
        return new Dense(block, voxels, probabilities(tf, DENSE_PROBABILITIES, network,
            network.denseLogits(layers, block, voxels, outputs)));
    }

    private static Operand<TFloat32> probabilities(Ops tf, String name, Network network, Operand<TFloat32> logits) {
        return tf.withName(name).identity(network.activation().shares(tf, Outputs.inFloat32(tf, logits)));
    }
}
