package org.dawsonmri.network;

import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * How many numbers a network holds, counted in a graph of it.
 *
 * @param trainable weights that the optimiser changes
 * @param nonTrainable running statistics of batch normalisation
 */
public record NetworkSize(long trainable, long nonTrainable) {

    /**
     * Builds the network without values and counts.
     *
     * @param channels of the input
     * @param classes background not counted
     */
    public static NetworkSize of(Network network, int channels, int classes) {
        try (Graph graph = TensorFlowLibrary.newGraph()) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Placeholder<TFloat32> images =
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(channels)));
            network.logits(Layers.forEvaluation(tf, variables), images, network.outputs(classes));
            return new NetworkSize(variables.count(Weight.Kind.TRAINABLE), variables.count(Weight.Kind.STATISTIC));
        }
    }
}
