package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.yaml.snakeyaml.Yaml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Models of networks of volumes and of patches. */
@Tag("slow")
class VolumeModelTest {

    @TempDir
    private Path folder;

    @Test
    void volumes() throws Exception {
        ModelFolder model = write("unet3d", "{\"base_filters\": 2, \"depth\": 1}");
        assertEquals("bzyxc", described(model, "inputs").get("axes"));
        assertEquals(List.of(1, 2, 2, 2, 0), ((Map<?, ?>) described(model, "inputs").get("shape")).get("step"));
        assertEquals("bzyxc", described(model, "outputs").get("axes"));
        try (ModelRunner runner = ModelRunner.open(model, ModelRunner.PLAIN)) {
            assertEquals(4 * 6 * 8, runner.run(new float[4 * 6 * 8 * 2], new long[] {1, 4, 6, 8, 2}).length);
        }
        assertEquals(ModelWeights.read(model).size(), weights(model.readDescription().config()).size());
    }

    @Test
    void patchesAndBlocksAgree() throws Exception {
        ModelFolder model = write("cascade-fcn", "{\"filters\": 3, \"units\": 8}");
        assertEquals(List.of(1, 11, 11, 11, 2), described(model, "inputs").get("shape"));
        assertEquals("bc", described(model, "outputs").get("axes"));
        assertEquals(List.of(1, 2), described(model, "outputs").get("shape"));
        float[] patch = new float[11 * 11 * 11 * 2];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = (float) Math.sin(i * i);
        }
        try (ModelRunner runner = ModelRunner.open(model, ModelRunner.PLAIN)) {
            float[] one = runner.run(patch, new long[] {1, 11, 11, 11, 2});
            assertEquals(1, one[0] + one[1], 1e-5);
            assertArrayEquals(one, runner.runDense(patch, 11, 11, 11, new int[] {0, 0, 0}), 1e-5f);
            assertEquals(0, runner.runDense(patch, 11, 11, 11, new int[0]).length);
        }
    }

    private ModelFolder write(String network, String options) throws Exception {
        TrainingConfig config = CheckedSettings.of(JsonParser.parseString("{\"network\": \"" + network
            + "\", \"network_options\": " + options + "}").getAsJsonObject(), "test");
        ModelFolder model = new ModelFolder(Files.createDirectory(folder.resolve("model")));
        ModelDescription description = new ModelDescription(ModelDescription.FORMAT, List.of("FLAIR", "T1"),
            List.of(new ModelDescription.LabelClass(1, "lesion")), Networks.create(config).sizeMultiple(), null, 16,
            config, Map.of(), Map.of());
        model.writeDescription(model.writeWeights(description, weights(config)));
        return model;
    }

    private static Map<?, ?> described(ModelFolder model, String side) throws Exception {
        Map<String, List<Map<?, ?>>> rdf = new Yaml().load(Files.readString(model.path().resolve("rdf.yaml")));
        return rdf.get(side).get(0);
    }

    private static List<Weight> weights(TrainingConfig config) {
        Network network = Networks.create(config);
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables),
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(2))), network.outputs(1));
            variables.initialize(session, 5);
            return variables.read(session);
        }
    }
}
