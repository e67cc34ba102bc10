package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The thesis' PyEDDL port of {@link CascadeValverde}: no batch normalisation, convolutions with a bias whose kernels
 * start uniform in ±0.1, and a single output for a single class. The port has no sigmoid although its loss expects
 * one; here the output is read through it.
 *
 * @param patch edge of the input cubes, 11 as published
 * @param filters of the first convolution, 32 as published; the second has twice as many
 * @param units of the dense layer, 256 as published
 * @param dropout rate before the dense layer
 */
public record CascadeSeed1Eddl(int patch, int filters, int units, double dropout) implements PatchNetwork {

    private static final Convolution CONVOLUTION = Convolution.of(3).startingFrom(Initializer.uniform(0.1));

    public CascadeSeed1Eddl {
        PatchNetwork.require(patch, 4, filters, units, dropout);
    }

    /** As published. */
    public CascadeSeed1Eddl() {
        this(EDGE, 32, 256, 0.5);
    }

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Operand<TFloat32> x = block(layers, "conv1", images, filters);
        x = block(layers, "conv2", x, 2L * filters);
        return PatchNetwork.decide(layers, layers.volumes().flatten(x), dropout, units, outputs);
    }

    @Override
    public int outputs(int classes) {
        return Outputs.channels(classes);
    }

    private static Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> y = layers.relu(layers.volumes().conv3D(name, x, filters, CONVOLUTION));
        return layers.volumes().maxPooling3D(y, 2, 2);
    }
}
