package org.dawsonmri.model;

import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What somebody might do to the {@code saved_model.pb} of a model that is passed on. */
public final class PoisonedFile {

    private PoisonedFile() {
    }

    /** Each run of the network writes a file, and so does loading it. */
    public static void writesAFile(ModelFolder model, Path victim) throws IOException {
        change(model, meta -> {
            GraphDef.Builder graph = meta.getGraphDefBuilder().addAllNode(writer(victim));
            dependOn(graph, "evil/write");
            meta.putSignatureDef("__saved_model_init_op", SignatureDef.newBuilder().putOutputs("__saved_model_init_op",
                TensorInfo.newBuilder().setName("evil/write").build()).build());
        });
    }

    /** Nothing in the graph itself is foreign, but its library has a function that writes. */
    static void hasAFunction(MetaGraphDef.Builder meta) {
        meta.getGraphDefBuilder().getLibraryBuilder().addFunction(FunctionDef.newBuilder()
            .setSignature(OpDef.newBuilder().setName("Relu")).addNodeDef(NodeDef.newBuilder().setName("w")
                .setOp("WriteFile").addInput("name").addInput("text")));
    }

    static void hasAnInitialiser(MetaGraphDef.Builder meta) {
        meta.putCollectionDef("saved_model_main_op", CollectionDef.newBuilder()
            .setNodeList(CollectionDef.NodeList.newBuilder().addValue("probabilities")).build());
    }

    /** One operation more, which the probabilities wait for. */
    static void hasAnOperation(MetaGraphDef.Builder meta, String type) {
        GraphDef.Builder graph = meta.getGraphDefBuilder()
            .addNode(NodeDef.newBuilder().setName("evil").setOp(type).addInput("image"));
        dependOn(graph, "evil");
    }

    /** Changes the file; the description knows its sum, as who changes the one can change the other. */
    static void change(ModelFolder model, Consumer<MetaGraphDef.Builder> change) throws IOException {
        SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(model.weights())).toBuilder();
        change.accept(saved.getMetaGraphsBuilder(0));
        replace(model, saved.build().toByteArray());
    }

    static void replace(ModelFolder model, byte[] file) throws IOException {
        Files.write(model.weights(), file);
        Path description = model.path().resolve("dawson.json");
        JsonObject json = JsonParser.parseString(Files.readString(description)).getAsJsonObject();
        json.addProperty("weights_sha256", Sha256.of(model.weights(), Progress.NONE));
        Files.writeString(description, json.toString());
    }

    static NodeDef.Builder node(MetaGraphDef.Builder meta, String name) {
        return meta.getGraphDefBuilder().getNodeBuilderList().stream().filter(node -> node.getName().equals(name))
            .findFirst().orElseThrow();
    }

    private static void dependOn(GraphDef.Builder graph, String operation) {
        graph.getNodeBuilderList().stream().filter(node -> node.getName().equals("probabilities"))
            .forEach(node -> node.addInput("^" + operation));
    }

    /** Made by TensorFlow itself. */
    private static Iterable<NodeDef> writer(Path victim) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph).withSubScope("evil");
            tf.withName("write").io.writeFile(tf.constant(victim.toString()), tf.constant("we were here"));
            return graph.toGraphDef().getNodeList();
        }
    }
}
