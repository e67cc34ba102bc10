package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * The network of nicMSlesions, the published program for transfer learning with the cascade (Valverde et al., 2019,
 * NeuroImage: Clinical 21): twice the convolutions of {@link CascadeCnn} and two more dense layers. Convolutions
 * have SAME padding and a bias, batch normalisation Keras' defaults (ε 1e-3, 0.99 of the old statistics kept), and the
 * activations a slope of their own for each value (PReLU).
 *
 * @param patch edge of the input cubes, 11 as published
 * @param filters of the first two convolutions, 32 as published; the other two have twice as many
 * @param units of the first dense layer, 256 as published; the next ones have half and a quarter of it
 * @param dropout rate before each of the three dense layers
 */
public record CascadeNicMsLesions(int patch, int filters, int units, double dropout) implements PatchNetwork {

    private static final double MOMENTUM = 0.99;
    private static final double EPSILON = 1e-3;

    public CascadeNicMsLesions {
        PatchNetwork.require(patch, 4, filters, units, dropout);
    }

    /** As published. */
    public CascadeNicMsLesions() {
        this(EDGE, 32, 256, 0.5);
    }

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Operand<TFloat32> x = block(layers, "conv1", images, filters);
        x = layers.maxPooling(block(layers, "conv2", x, filters));
        x = block(layers, "conv3", x, 2L * filters);
        x = layers.maxPooling(block(layers, "conv4", x, 2L * filters));
        x = layers.flatten(x);
        for (int i = 1; i <= 3; i++) {
            String name = "dense" + i;
            x = layers.dense(name, layers.dropout(x, dropout), units >> (i - 1));
            x = layers.prelu(name, x);
        }
        return layers.dense("head", x, outputs);
    }

    /** What its program trains first on a user's few scans. */
    @Override
    public List<String> lastLayers() {
        return List.of("dense3", "head");
    }

    private static Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> y = layers.conv(name, x, filters, Convolution.of(3));
        return layers.prelu(name, layers.batchNormalization(name, y, MOMENTUM, EPSILON));
    }
}
