package org.dawsonmri.model;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonParser;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Models that nobody has trained, for tests of what a model is on disk. They take channels called A, B and so on. */
public final class SmallModels {

    private SmallModels() {
    }

    /** A model of one class. @param options of the network, as JSON */
    public static ModelFolder write(Path folder, String network, String options, int channels) {
        return write(folder, network, options, channels, 1);
    }

    static ModelFolder write(Path folder, String network, String options, int channels, int classes) {
        TrainingConfig config = config(network, options);
        ModelFolder model = new ModelFolder(create(folder));
        ModelDescription description = new ModelDescription(ModelDescription.FORMAT,
            IntStream.range(0, channels).mapToObj(c -> Character.toString('A' + c)).toList(),
            IntStream.rangeClosed(1, classes).mapToObj(c -> new LabelClass(c, "class" + c)).toList(),
            Networks.create(config).sizeMultiple(), null, 16, config, Map.of(), Map.of());
        model.writeDescription(model.writeWeights(description, weights(config, channels, classes)));
        return model;
    }

    static TrainingConfig config(String network, String options) {
        return CheckedSettings.of(JsonParser.parseString("{\"network\": \"" + network
            + "\", \"network_options\": " + options + "}").getAsJsonObject(), "test");
    }

    /** First weights of a network. */
    public static List<Weight> weights(TrainingConfig config, int channels, int classes) {
        Network network = Networks.create(config);
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables), tf.placeholder(TFloat32.class,
                Placeholder.shape(network.inputShape(channels))), network.outputs(classes));
            variables.initialize(session, 5);
            return variables.read(session);
        }
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
