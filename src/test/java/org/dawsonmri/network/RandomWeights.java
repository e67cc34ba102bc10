package org.dawsonmri.network;

import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.List;
import java.util.SplittableRandom;

/** Weights of any kind for a network, statistics included, that keep values within a few units. */
final class RandomWeights {

    private RandomWeights() {
    }

    static List<Weight> of(Network network, int channels, int outputs) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables),
                tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(channels))), outputs);
            variables.initialize(session, 5);
            SplittableRandom random = new SplittableRandom(17);
            List<Weight> weights = variables.read(session);
            for (Weight w : weights) {
                double fanIn = Weight.size(w.shape()) / (double) w.shape()[w.shape().length - 1];
                String kind = w.name().substring(w.name().lastIndexOf('/') + 1);
                for (int i = 0; i < w.values().length; i++) {
                    w.values()[i] = switch (kind) {
                        case "gamma", "moving_variance" -> (float) random.nextDouble(0.5, 1.5);
                        case "beta", "bias", "moving_mean", "alpha" -> (float) random.nextDouble(-0.3, 0.3);
                        default -> (float) (random.nextGaussian() * Math.sqrt(2 / fanIn));
                    };
                }
            }
            return weights;
        }
    }
}
