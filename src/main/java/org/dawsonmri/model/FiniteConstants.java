package org.dawsonmri.model;

import org.dawsonmri.network.Weight;

import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** Looks at the weights in a graph whose weights are constants, as {@link SavedModelWriter} writes it. */
final class FiniteConstants {

    private FiniteConstants() {
    }

    /** @throws org.dawsonmri.DawsonException if a constant is NaN or infinite */
    static void require(GraphDef graph, Path source) {
        for (NodeDef node : graph.getNodeList()) {
            if (node.getOp().equals("Const")) {
                float[] values = values(node.getAttrOrThrow("value").getTensor());
                new Weight(node.getName(), new long[] {values.length}, Weight.Kind.TRAINABLE, values)
                    .requireFinite(source.toString());
            }
        }
    }

    /** Those of float32 tensors; others have none. */
    private static float[] values(TensorProto tensor) {
        if (tensor.getTensorContent().isEmpty() || tensor.getDtype() != DataType.DT_FLOAT) {
            float[] few = new float[tensor.getFloatValCount()];
            for (int i = 0; i < few.length; i++) {
                few[i] = tensor.getFloatVal(i);
            }
            return few;
        }
        FloatBuffer content = tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.nativeOrder())
            .asFloatBuffer();
        float[] values = new float[content.remaining()];
        content.get(values);
        return values;
    }
}
