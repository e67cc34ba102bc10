package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.network.ConstantVariables;
import org.dawsonmri.network.Layers;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Outputs;
import org.dawsonmri.network.Weight;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a TensorFlow SavedModel whose weights are constants: one file, which TensorFlow can optimise further than
 * variables (batch normalisation folds into convolutions). Signature {@code serving_default}: {@code image}, batch ×
 * [depth ×] height × width × channels, to {@code probabilities}, batch × [depth ×] height × width × outputs.
 */
final class SavedModelWriter {

    static final String INPUT = "image";
    static final String OUTPUT = "probabilities";
    private static final String METHOD = "tensorflow/serving/predict";
    private static final int SCHEMA_VERSION = 1;

    private SavedModelWriter() {
    }

    /** @param folder an existing folder */
    static void write(Path folder, Network network, int channels, int classes, List<Weight> weights) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> image = tf.withName(INPUT).placeholder(TFloat32.class,
                Placeholder.shape(network.inputShape(channels)));
            Layers layers = Layers.forEvaluation(tf, new ConstantVariables(tf, weights));
            int outputs = network.outputs(classes);
            Operand<TFloat32> logits = Outputs.inFloat32(tf, network.logits(layers, image, outputs));
            Operand<TFloat32> probabilities =
                tf.withName(OUTPUT).identity(Outputs.probabilities(tf, logits));
            SignatureDef signature = SignatureDef.newBuilder().setMethodName(METHOD)
                .putInputs(INPUT, info(image.asOutput()))
                .putOutputs(OUTPUT, info(probabilities.asOutput())).build();
            SavedModel model = SavedModel.newBuilder().setSavedModelSchemaVersion(SCHEMA_VERSION)
                .addMetaGraphs(MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve")
                        .setTensorflowVersion(TensorFlow.version()))
                    .setGraphDef(graph.toGraphDef())
                    .putSignatureDef("serving_default", signature))
                .build();
            AtomicFile.write(folder.resolve("saved_model.pb"), model::writeTo);
        }
    }

    private static TensorInfo info(Output<TFloat32> output) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : output.shape().asArray()) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return TensorInfo.newBuilder().setName(output.op().name() + ":" + output.index())
            .setDtype(DataType.DT_FLOAT).setTensorShape(shape).build();
    }
}
