package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Sha256;
import org.dawsonmri.graph.ConstantVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.DenselyApplicable;
import org.dawsonmri.network.Network;

import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * Writes a TensorFlow SavedModel whose weights are constants: one file, which other programs can run, and the home of
 * the weights for Dawson, see {@link SavedModelReader}. Signature {@code serving_default}: {@code image}, batch ×
 * [depth ×] height × width × channels, to {@code probabilities}, of the same size with outputs for channels, or batch ×
 * outputs where the images are patches. A patch network that can be laid over blocks has the signature {@code dense}
 * beside it: {@code block}, 1 × depth × height × width × channels, and {@code voxels}, n × 3, to
 * {@code dense_probabilities}, n × outputs; see {@link DenselyApplicable}.
 */
final class SavedModelWriter {

    static final String SERVING = "serving_default";
    static final String DENSE = "dense";
    private static final String METHOD = "tensorflow/serving/predict";
    private static final int SCHEMA_VERSION = 1;

    private SavedModelWriter() {
    }

    /**
     * Writes the file.
     *
     * @param classes background not counted
     * @return the file's SHA-256
     */
    static String write(Path file, Network network, int channels, int classes, List<Weight> weights) {
        SavedModel model = of(network, channels, classes, weights);
        MessageDigest sum = Sha256.digest();
        AtomicFile.write(file, out -> model.writeTo(new DigestOutputStream(out, sum)));
        return Sha256.text(sum);
    }

    // -- Helper methods --

    private static SavedModel of(Network network, int channels, int classes, List<Weight> weights) {
        try (Graph graph = TensorFlowLibrary.newGraph()) {
            Ops tf = Ops.create(graph);
            ConstantVariables constants = new ConstantVariables(tf, weights);
            InferenceGraph built =
                InferenceGraph.build(Layers.forEvaluation(tf, constants), network, channels, classes);
            int outputs = network.outputs(classes);
            MetaGraphDef.Builder meta = MetaGraphDef.newBuilder()
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve")
                    .setTensorflowVersion(TensorFlowLibrary.load()))
                .putSignatureDef(SERVING, serving(built, network, channels, outputs));
            if (built.dense() != null) {
                meta.putSignatureDef(DENSE, dense(built.dense(), channels, outputs));
            }
            return SavedModel.newBuilder().setSavedModelSchemaVersion(SCHEMA_VERSION)
                .addMetaGraphs(meta.setGraphDef(constants.definition(graph))).build();
        }
    }

    private static SignatureDef serving(InferenceGraph graph, Network network, int channels, int outputs) {
        long[] shape = network.inputShape(channels).asArray();
        long[] result = network.patch() > 0 ? new long[] {-1, outputs} : shape.clone();
        result[result.length - 1] = outputs;
        return SignatureDef.newBuilder().setMethodName(METHOD)
            .putInputs(InferenceGraph.IMAGE, info(graph.image().asOutput(), DataType.DT_FLOAT, shape))
            .putOutputs(InferenceGraph.PROBABILITIES,
                info(graph.probabilities().asOutput(), DataType.DT_FLOAT, result)).build();
    }

    private static SignatureDef dense(InferenceGraph.Dense graph, int channels, int outputs) {
        return SignatureDef.newBuilder().setMethodName(METHOD)
            .putInputs(InferenceGraph.BLOCK, info(graph.block().asOutput(), DataType.DT_FLOAT, 1, -1, -1, -1, channels))
            .putInputs(InferenceGraph.VOXELS, info(graph.voxels().asOutput(), DataType.DT_INT32, -1, 3))
            .putOutputs(InferenceGraph.DENSE_PROBABILITIES,
                info(graph.probabilities().asOutput(), DataType.DT_FLOAT, -1, outputs)).build();
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
