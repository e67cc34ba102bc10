package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The network of the lesion cascade of Valverde et al. (2017, NeuroImage 155, arXiv:1702.04869), for the first and the
 * second stage alike, and the two ports of it that the thesis compares: two 3×3×3 convolutions with SAME padding, each
 * followed by 2×2×2 max-pooling, then dropout, a dense layer with ReLU and the last one.
 *
 * @param patch edge of the input cubes, 11 as published
 * @param filters of the first convolution, 32 as published; the second has twice as many
 * @param units of the dense layer, 256 as published
 * @param dropout rate before the dense layer
 * @param variant which program has it so
 */
public record CascadeCnn(int patch, int filters, int units, double dropout, Variant variant) implements PatchNetwork {

    /** What comes with each convolution. */
    public enum Variant {
        /** The authors' program: no bias, batch normalisation (ε 1e-4, 0.9 of the old statistics kept), then ReLU. */
        VALVERDE,
        /** The thesis' TensorFlow port: a bias, and Keras' batch normalisation (ε 1e-3, 0.99 kept) after the ReLU. */
        SEED1,
        /**
         * The thesis' PyEDDL port: a bias, kernels that start uniform in ±0.1, no batch normalisation, and a single
         * output for a single class. The port has no sigmoid although its loss expects one; here the output is read
         * through it.
         */
        SEED1_EDDL
    }

    public CascadeCnn {
        PatchNetwork.require(patch, 4, filters, units, dropout);
        Options.requireKnown("variant", variant, Variant.values());
    }

    /** A variant as published. */
    public CascadeCnn(Variant variant) {
        this(EDGE, 32, 256, 0.5, variant);
    }

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Operand<TFloat32> x = layers.maxPooling(unit(layers, "conv1", images, filters));
        x = layers.maxPooling(unit(layers, "conv2", x, 2L * filters));
        return PatchNetwork.decide(layers, layers.flatten(x), dropout, units, outputs);
    }

    @Override
    public int outputs(int classes) {
        return variant == Variant.SEED1_EDDL ? Outputs.channels(classes) : PatchNetwork.super.outputs(classes);
    }

    private Operand<TFloat32> unit(Layers layers, String name, Operand<TFloat32> x, long filtersNow) {
        Convolution kind = Convolution.of(3);
        return switch (variant) {
            case VALVERDE -> layers.relu(
                layers.batchNormalization(name, layers.conv(name, x, filtersNow, kind.withoutBias()), 0.9, 1e-4));
            case SEED1 -> layers.batchNormalization(name, layers.relu(layers.conv(name, x, filtersNow, kind)),
                0.99, 1e-3);
            case SEED1_EDDL -> layers.relu(
                layers.conv(name, x, filtersNow, kind.startingFrom(Initializer.uniform(0.1))));
        };
    }
}
