package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;

import com.google.gson.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a network calls its last layers is there, is a part, and holds the head. */
class LastLayersTest {

    static List<String> names() {
        return Networks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theLastLayersHoldAllThatDependsOnTheClasses(String name) {
        Network network = Networks.create(name, new JsonObject());
        Map<String, long[]> one = shapes(network, 1);
        Map<String, long[]> three = shapes(network, 3);
        List<String> dependent = one.keySet().stream().filter(v -> !Arrays.equals(one.get(v), three.get(v))).toList();
        assertTrue(!dependent.isEmpty() && dependent.stream().allMatch(network::isInLastLayers), dependent.toString());
        for (String layer : network.lastLayers()) {
            assertTrue(one.keySet().stream().anyMatch(v -> v.startsWith(layer + "/")), layer + " does not exist");
        }
        long last = one.keySet().stream().filter(network::isInLastLayers).count();
        assertTrue(last > dependent.size() && last < one.size(), last + " of " + one.size());
        assertEquals(one.keySet(), three.keySet());
    }

    private static Map<String, long[]> shapes(Network network, int classes) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables),
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(2))),
                network.outputs(classes));
            Map<String, long[]> shapes = new HashMap<>();
            variables.names(Weight.Kind.TRAINABLE).forEach(v -> shapes.put(v, variables.shape(v)));
            return shapes;
        }
    }
}
