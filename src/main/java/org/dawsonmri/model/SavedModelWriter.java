package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.network.ConstantVariables;
import org.dawsonmri.network.DenselyApplicable;
import org.dawsonmri.network.Layers;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Outputs;
import org.dawsonmri.network.Weight;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a TensorFlow SavedModel whose weights are constants: one file, which TensorFlow can optimise further than
 * variables (batch normalisation folds into convolutions). Signature {@code serving_default}: {@code image}, batch ×
 * [depth ×] height × width × channels, to {@code probabilities}, of the same size with outputs for channels, or batch ×
 * outputs where the images are patches. A patch network that can be laid over blocks has the signature {@code dense}
 * beside it: {@code block}, 1 × depth × height × width × channels, and {@code voxels}, n × 3, to
 * {@code dense_probabilities}, n × outputs; see {@link DenselyApplicable}.
 */
final class SavedModelWriter {

    static final String INPUT = "image";
    static final String OUTPUT = "probabilities";
    static final String DENSE = "dense";
    static final String BLOCK = "block";
    static final String VOXELS = "voxels";
    static final String DENSE_OUTPUT = "dense_probabilities";
    private static final String METHOD = "tensorflow/serving/predict";
    private static final int SCHEMA_VERSION = 1;

    private SavedModelWriter() {
    }

    static void write(Path file, Network network, int channels, int classes, List<Weight> weights) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            ConstantVariables constants = new ConstantVariables(tf, weights);
            Layers layers = Layers.forEvaluation(tf, constants);
            int outputs = network.outputs(classes);
            MetaGraphDef.Builder meta = MetaGraphDef.newBuilder()
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve")
                    .setTensorflowVersion(TensorFlow.version()))
                .putSignatureDef("serving_default", signature(layers, network, channels, outputs));
            if (network instanceof DenselyApplicable dense) {
                meta.putSignatureDef(DENSE, signature(layers, dense, channels, outputs));
            }
            SavedModel model = SavedModel.newBuilder().setSavedModelSchemaVersion(SCHEMA_VERSION)
                .addMetaGraphs(meta.setGraphDef(constants.definition(graph))).build();
            AtomicFile.write(file, model::writeTo);
        }
    }

    private static SignatureDef signature(Layers layers, Network network, int channels, int outputs) {
        Ops tf = layers.tf();
        Shape shape = network.inputShape(channels);
        Placeholder<TFloat32> image = tf.withName(INPUT).placeholder(TFloat32.class, Placeholder.shape(shape));
        Operand<TFloat32> probabilities = probabilities(tf, OUTPUT, network,
            network.logits(layers, image, outputs));
        long[] result = network.patch() > 0 ? new long[] {-1, outputs} : shape.asArray();
        result[result.length - 1] = outputs;
        return SignatureDef.newBuilder().setMethodName(METHOD)
            .putInputs(INPUT, info(image.asOutput(), DataType.DT_FLOAT, shape.asArray()))
            .putOutputs(OUTPUT, info(probabilities.asOutput(), DataType.DT_FLOAT, result)).build();
    }

    private static SignatureDef signature(Layers layers, DenselyApplicable network, int channels, int outputs) {
        Ops tf = layers.tf();
        long[] shape = {1, -1, -1, -1, channels};
        Placeholder<TFloat32> block =
            tf.withName(BLOCK).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
        Placeholder<TInt32> voxels =
            tf.withName(VOXELS).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 3)));
        Operand<TFloat32> probabilities =
            probabilities(tf, DENSE_OUTPUT, network, network.denseLogits(layers, block, voxels, outputs));
        return SignatureDef.newBuilder().setMethodName(METHOD)
            .putInputs(BLOCK, info(block.asOutput(), DataType.DT_FLOAT, shape))
            .putInputs(VOXELS, info(voxels.asOutput(), DataType.DT_INT32, -1, 3))
            .putOutputs(DENSE_OUTPUT, info(probabilities.asOutput(), DataType.DT_FLOAT, -1, outputs)).build();
    }

    private static Operand<TFloat32> probabilities(Ops tf, String name, Network network, Operand<TFloat32> logits) {
        return tf.withName(name).identity(network.activation().shares(tf, Outputs.inFloat32(tf, logits)));
    }

    private static TensorInfo info(Output<?> output, DataType type, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return TensorInfo.newBuilder().setName(output.op().name() + ":" + output.index())
            .setDtype(type).setTensorShape(shape).build();
    }
}
