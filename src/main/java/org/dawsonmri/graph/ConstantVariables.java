package org.dawsonmri.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trained weights as constants: what a SavedModel is made of. The native graph holds their places only, and
 * {@link #definition} puts the values in: native constants would be copied a dozen times on their way to a file.
 */
public final class ConstantVariables implements Variables {

    private final Ops tf;
    private final Map<String, Weight> weights;
    private final Map<String, Operand<TFloat32>> places = new HashMap<>();
    private final Map<String, Weight> byOperation = new HashMap<>();

    /**
     * @param tf the graph's operations
     * @param weights all variables of the network; others (an optimiser's slots) are not looked at
     */
    public ConstantVariables(Ops tf, List<Weight> weights) {
        this.tf = tf;
        this.weights = Weight.byName(weights);
    }

    // -- Variables methods --

    @Override
    public Operand<TFloat32> get(String name, long[] shape, Weight.Kind kind, Initializer initializer) {
        return places.computeIfAbsent(name, n -> {
            Weight w = Weight.require(weights, n, shape, "weights");
            Placeholder<TFloat32> place = tf.withName(Variables.nodeName(n)).placeholder(TFloat32.class,
                Placeholder.shape(Shape.of(shape)));
            byOperation.put(place.op().name(), w);
            return place;
        });
    }

    @Override
    public void updateEachStep(Operand<TFloat32> variable, Operand<TFloat32> value) {
        throw new IllegalStateException("an inference graph has nothing to update; build it in evaluation mode");
    }

    // -- ConstantVariables methods --

    /** The graph with the weights in it. */
    public GraphDef definition(Graph graph) {
        GraphDef.Builder definition = graph.toGraphDef().toBuilder();
        for (int i = 0; i < definition.getNodeCount(); i++) {
            Weight weight = byOperation.get(definition.getNode(i).getName());
            if (weight != null) {
                definition.setNode(i, constant(definition.getNode(i), weight));
            }
        }
        return definition.build();
    }

    // -- Helper methods --

    private static NodeDef constant(NodeDef place, Weight weight) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long side : weight.shape()) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
        }
        TensorProto value = TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(shape)
            .setTensorContent(bytes(weight.values())).build();
        return place.toBuilder().setOp("Const").removeAttr("shape")
            .putAttr("value", AttrValue.newBuilder().setTensor(value).build()).build();
    }

    /** In the machine's own order, as TensorFlow reads them. */
    private static ByteString bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
