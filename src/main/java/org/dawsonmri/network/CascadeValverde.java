package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The network of the lesion cascade of Valverde et al. (2017, NeuroImage 155, arXiv:1702.04869) as its program has it,
 * for the first and the second stage alike: two 3×3×3 convolutions with SAME padding and without bias, each followed by
 * batch normalisation (ε 1e-4, 0.9 of the old statistics kept), ReLU and 2×2×2 max-pooling, then dropout, a dense layer
 * with ReLU and the last one.
 *
 * @param patch edge of the input cubes, 11 as published
 * @param filters of the first convolution, 32 as published; the second has twice as many
 * @param units of the dense layer, 256 as published
 * @param dropout rate before the dense layer
 */
public record CascadeValverde(int patch, int filters, int units, double dropout) implements PatchNetwork {

    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-4;

    public CascadeValverde {
        PatchNetwork.require(patch, 4, filters, units, dropout);
    }

    /** As published. */
    public CascadeValverde() {
        this(EDGE, 32, 256, 0.5);
    }

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Operand<TFloat32> x = block(layers, "conv1", images, filters);
        x = block(layers, "conv2", x, 2L * filters);
        return PatchNetwork.decide(layers, layers.volumes().flatten(x), dropout, units, outputs);
    }

    private static Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Layers3D volumes = layers.volumes();
        Operand<TFloat32> y = volumes.conv3D(name, x, filters, Convolution.of(3).withoutBias());
        y = layers.relu(volumes.batchNormalization(name, y, MOMENTUM, EPSILON));
        return volumes.maxPooling3D(y, 2, 2);
    }
}
