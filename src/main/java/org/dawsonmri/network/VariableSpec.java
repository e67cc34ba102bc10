package org.dawsonmri.network;

import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.graph.Weight;

import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/**
 * A variable that a network has, without values.
 *
 * @param name unique in the network
 * @param shape as in {@link Weight}
 * @param kind trainable or a statistic
 */
public record VariableSpec(String name, long[] shape, Weight.Kind kind) {

    /**
     * All variables of a network: it is built for nothing else. Takes no memory for values.
     *
     * @param channels of the input
     * @param classes background not counted
     */
    public static List<VariableSpec> of(Network network, int channels, int classes) {
        List<VariableSpec> list = new ArrayList<>();
        try (Graph graph = TensorFlowLibrary.newGraph()) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Placeholder<TFloat32> images =
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(channels)));
            network.logits(Layers.forEvaluation(tf, variables), images, network.outputs(classes));
            for (Weight.Kind kind : Weight.Kind.OF_NETWORK) {
                variables.names(kind).forEach(name -> list.add(new VariableSpec(name, variables.shape(name), kind)));
            }
        }
        return list;
    }

    /** Number of single values. */
    public long count() {
        return Weight.count(shape);
    }

    /** Number of single values in all of them. */
    public static long count(List<VariableSpec> variables) {
        return variables.stream().mapToLong(VariableSpec::count).reduce(0, Math::addExact);
    }
}
