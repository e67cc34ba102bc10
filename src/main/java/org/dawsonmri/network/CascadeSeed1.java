package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The thesis' TensorFlow port of {@link CascadeValverde}: its convolutions have a bias, and batch normalisation, with
 * Keras' defaults (ε 1e-3, 0.99 of the old statistics kept), comes after the ReLU instead of before it.
 *
 * @param patch edge of the input cubes, 11 as published
 * @param filters of the first convolution, 32 as published; the second has twice as many
 * @param units of the dense layer, 256 as published
 * @param dropout rate before the dense layer
 */
public record CascadeSeed1(int patch, int filters, int units, double dropout) implements PatchNetwork {

    private static final double MOMENTUM = 0.99;
    private static final double EPSILON = 1e-3;

    public CascadeSeed1 {
        PatchNetwork.require(patch, 4, filters, units, dropout);
    }

    /** As published. */
    public CascadeSeed1() {
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
        Operand<TFloat32> y = layers.relu(volumes.conv3D(name, x, filters, Convolution.of(3)));
        y = volumes.batchNormalization(name, y, MOMENTUM, EPSILON);
        return volumes.maxPooling3D(y, 2, 2);
    }
}
