package org.dawsonmri.network;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/**
 * A network without pooling (Perone et al., 2018, doi:10.1038/s41598-018-24304-3): convolutions with holes see far at
 * full resolution. Two plain and two rate-2 convolutions are followed by six branches side by side (rates 1, 6, 12, 18,
 * 24 and the mean over the slice), whose joined maps a 1×1 convolution narrows and another turns into logits. A unit is
 * a convolution, ReLU, batch normalisation and dropout. First weights are PyTorch's.
 *
 * @param filters of all units but the narrowing one, which has twice as many: 64 in the second paper, 32 in Perone's
 * @param dropout rate, 0.3 in the second paper's template, 0.4 in Perone's
 * @param momentum share of the old running statistics kept at each step: 0.9 is PyTorch's momentum 0.1; Perone's Keras
 *        model had 0.1 in this convention
 * @param layout which of the two published wirings; both have the same weights
 * @param activation of several classes, which exclude each other: a softmax. The second paper's code has independent
 *        sigmoids there, which do not add up to 1
 */
public record NoPoolAspp(int filters, double dropout, double momentum, Layout layout, Activation activation)
    implements Network {

    /** The published wirings. */
    public enum Layout {
        /** The second paper's: the mean is taken after the rate-2 units and joined last; whole channels are dropped. */
        NEUROPOLY,
        /** Perone's Keras model: the mean is taken before the rate-2 units and joined before rate 24; ε is 1e-3. */
        PERONE
    }

    private static final int[] RATES = {6, 12, 18, 24};

    public NoPoolAspp {
        Options.requireRange("filters", filters, 1, 1024);
        Options.requireShare("dropout", dropout);
        Options.requireShare("momentum", momentum);
        Options.requireKnown("layout", layout, Layout.values());
        Options.requireKnown("activation", activation, Activation.values());
    }

    /** The second paper's network with that many filters. */
    public NoPoolAspp(int filters) {
        this(filters, 0.3, 0.9, Layout.NEUROPOLY, Activation.SOFTMAX);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Operand<TFloat32> near = pair(layers, "conv1", images, 1);
        Operand<TFloat32> x = pair(layers, "conv2", near, 2);
        List<Operand<TFloat32>> branches = new ArrayList<>();
        Operand<TFloat32> plain = unit(layers, "branch1/conv1", x, filters, convolution(3));
        branches.add(unit(layers, "branch1/conv2", plain, filters, convolution(1)));
        for (int rate : RATES) {
            branches.add(pair(layers, "branch" + (branches.size() + 1), x, rate));
        }
        boolean perone = layout == Layout.PERONE;
        Operand<TFloat32> mean = layers.globalAveragePooling2D(perone ? near : x);
        branches.add(perone ? branches.size() - 1 : branches.size(), layers.repeatOver(mean, x));
        Operand<TFloat32> joined = drop(layers, normalization(layers, "joined", layers.concatenate(branches)));
        Operand<TFloat32> narrow = unit(layers, "narrow", joined, 2L * filters, convolution(1));
        return layers.conv("head", narrow, outputs, convolution(1));
    }

    @Override
    public List<String> lastLayers() {
        return List.of("narrow", "head");
    }

    @Override
    public int sizeMultiple() {
        return 1;
    }

    @Override
    public int floatsPerPixel() {
        // The six branches, their joined maps, these normalised, and a unit's maps.
        return 20 * filters;
    }

    // -- Helper methods --

    private static Convolution convolution(int size) {
        return Convolution.of(size).startingFrom(Initializer.PYTORCH);
    }

    private Operand<TFloat32> pair(Layers layers, String name, Operand<TFloat32> x, int rate) {
        Convolution kind = convolution(3).dilated(rate);
        return unit(layers, name + "/conv2", unit(layers, name + "/conv1", x, filters, kind), filters, kind);
    }

    private Operand<TFloat32> unit(Layers layers, String name, Operand<TFloat32> x, long units, Convolution kind) {
        Operand<TFloat32> y = layers.relu(layers.conv(name, x, units, kind));
        return drop(layers, normalization(layers, name, y));
    }

    private Operand<TFloat32> normalization(Layers layers, String name, Operand<TFloat32> x) {
        return layers.batchNormalization(name, x, momentum, layout == Layout.PERONE ? 1e-3 : 1e-5);
    }

    private Operand<TFloat32> drop(Layers layers, Operand<TFloat32> x) {
        return layout == Layout.PERONE ? layers.dropout(x, dropout) : layers.spatialDropout2D(x, dropout);
    }
}
