package org.dawsonmri.model;

import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.graph.Variables;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Network;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operations of TensorFlow that Dawson's networks are made of: arithmetic on what they are given. None of them
 * reads or writes a file, calls a function or prints. A network that needs another one adds it here;
 * {@code SavedModelReaderTest} says so. A plugin's network is asked itself.
 */
final class NetworkOperations {

    static final Set<String> NAMES = Set.of("Add", "BatchToSpaceND", "BiasAdd", "Cast", "ConcatV2", "Const", "Conv2D",
        "Conv2DBackpropInput", "Conv3D", "Div", "ExpandDims", "FloorDiv", "FloorMod", "FusedBatchNormV3", "GatherNd",
        "GatherV2", "GreaterEqual", "Identity", "LeakyRelu", "LogicalAnd", "LogicalNot", "MatMul", "MaxPoolV2",
        "Maximum", "Mean", "Minimum", "Mul", "Neg", "Pack", "Placeholder", "Range", "Relu", "Reshape",
        "ResizeBilinear", "ResizeNearestNeighbor", "Rsqrt", "Shape", "Sigmoid", "Slice", "Softmax", "SpaceToBatchND",
        "StopGradient", "StridedSlice", "Sub", "Sum", "Transpose", "ZerosLike");

    private NetworkOperations() {
    }

    /**
     * What a network is made of that computes and does not learn. It is code that runs anyway, so that a file with its
     * operations can do no more than the network.
     */
    static Set<String> of(Network network, int channels, int classes) {
        Set<String> types = new TreeSet<>();
        try (Graph graph = TensorFlowLibrary.newGraph()) {
            Ops tf = Ops.create(graph);
            network.logits(Layers.forEvaluation(tf, new Inputs(tf)),
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(channels))),
                network.outputs(classes));
            for (Iterator<? extends Operation> all = graph.operations(); all.hasNext();) {
                types.add(all.next().type());
            }
        }
        return types;
    }

    /** Variables that are fed, which takes no operation but one that networks have anyway. */
    private record Inputs(Ops tf) implements Variables {

        @Override
        public Operand<TFloat32> get(String name, long[] shape, Weight.Kind kind, Initializer initializer) {
            return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
        }

        @Override
        public void updateEachStep(Operand<TFloat32> variable, Operand<TFloat32> value) {
            throw new IllegalStateException("an inference graph has nothing to update; build it in evaluation mode");
        }
    }
}
