package org.dawsonmri.network;

import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The U-Net of the first paper: four poolings, SAME padding, two 3×3 convolutions per level, nearest up-sampling
 * followed by a 2×2 convolution that halves the filters, the skip first in each concatenation, dropout after the two
 * deepest blocks (the skip of the fourth level is the dropped one), and a 3×3 convolution with two filters and ReLU
 * before the 1×1 convolution that gives the logits. These two filters stay two whatever the number of classes.
 *
 * @param baseFilters filters of the first level, 64 in the paper
 * @param dropout rate, 0.5 in the paper
 * @param variant which of the paper's U-Nets
 * @param reviveHead whether the two filters start anew when neither passes anything on any more, as may happen with
 *        the first weights or later; false leaves the training as it is, as the published code does. Only
 *        Keras' can die: PyEDDL's leak, and those of the text have batch normalisation before them
 */
public record ThesisUnet(int baseFilters, double dropout, Variant variant, boolean reviveHead) implements Network {

    /** The paper compares two programs, whose networks are not the same. */
    public enum Variant {
        /** Keras: no batch normalisation, ReLU. */
        KERAS,
        /**
         * PyEDDL: batch normalisation (momentum 0.9, ε 1e-5) after each convolution, the last one's included, leaky
         * ReLU (0.01), and EDDL's dropout, which scales in evaluation.
         */
        EDDL,
        /** As the text says: batch normalisation after each convolution but the last one, then ReLU. */
        TEXT
    }

    private static final int POOLINGS = 4;
    private static final int HEAD_FILTERS = 2;
    private static final double LEAK = 0.01;

    public ThesisUnet {
        Options.requireFilters(baseFilters);
        Options.requireShare("dropout", dropout);
        Options.requireKnown("variant", variant, Variant.values());
    }

    /** A variant as the paper has it. */
    public ThesisUnet(Variant variant) {
        this(64, 0.5, variant);
    }

    /** A variant of other size. */
    public ThesisUnet(int baseFilters, double dropout, Variant variant) {
        this(baseFilters, dropout, variant, true);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Deque<Operand<TFloat32>> skips = new ArrayDeque<>();
        Operand<TFloat32> x = images;
        for (int level = 1; level <= POOLINGS; level++) {
            x = block(layers, "enc" + level, x, filters(level));
            x = level == POOLINGS ? drop(layers, x) : x;
            skips.push(x);
            x = layers.maxPooling(x);
        }
        x = drop(layers, block(layers, "bott", x, filters(POOLINGS + 1)));
        for (int level = POOLINGS; level >= 1; level--) {
            String name = "dec" + level;
            Operand<TFloat32> up = unit(layers, name + "/up", layers.upSampling2DNearest(x), filters(level), 2);
            x = block(layers, name, layers.concatenate(skips.pop(), up), filters(level));
        }
        x = unit(layers, "head/conv1", x, HEAD_FILTERS, 3);
        x = layers.conv("head/conv2", x, outputs, 1, true);
        return variant == Variant.EDDL ? normalization(layers, "head/conv2", x) : x;
    }

    @Override
    public List<String> narrowLayers() {
        return reviveHead && variant == Variant.KERAS ? List.of("head") : List.of();
    }

    @Override
    public int sizeMultiple() {
        return 1 << POOLINGS;
    }

    @Override
    public int floatsPerPixel() {
        // The finest level holds its skip, the up-sampled and the joined maps and a convolution's result at once.
        return 8 * baseFilters;
    }

    // -- Helper methods --

    private long filters(int level) {
        return (long) baseFilters << (level - 1);
    }

    private Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        return unit(layers, name + "/conv2", unit(layers, name + "/conv1", x, filters, 3), filters, 3);
    }

    private Operand<TFloat32> unit(Layers layers, String name, Operand<TFloat32> x, long filters, int size) {
        Operand<TFloat32> y = layers.conv(name, x, filters, size, true);
        if (variant != Variant.KERAS) {
            y = normalization(layers, name, y);
        }
        return variant == Variant.EDDL ? layers.leakyRelu(y, LEAK) : layers.relu(y);
    }

    private Operand<TFloat32> normalization(Layers layers, String name, Operand<TFloat32> x) {
        // The text names no constants: Keras' defaults, since Keras is what the text is about.
        return variant == Variant.EDDL ? layers.batchNormalization(name, x, 0.9, 1e-5)
            : layers.batchNormalization(name, x, 0.99, 1e-3);
    }

    private Operand<TFloat32> drop(Layers layers, Operand<TFloat32> x) {
        return variant == Variant.EDDL ? layers.unscaledDropout(x, dropout) : layers.dropout(x, dropout);
    }
}
