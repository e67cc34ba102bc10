package org.dawsonmri.network;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/**
 * Double U-Net (Jha et al., 2020, arXiv:2006.04868) as the first paper trains it: a U-Net on the convolutions of
 * VGG-19, whose result weighs the image for a second U-Net that sees the skips of both encoders. Blocks end in a
 * squeeze-and-excite gate; atrous spatial pyramid pooling lies at both bottoms. The image's own channels go in (no
 * three grey copies), and no weights are taken over from ImageNet.
 *
 * <p>With several classes the weight is the probability that a pixel is not background; with one class this is the
 * published sigmoid.
 *
 * @param baseFilters filters of the first VGG block, 64 in the paper; the rest follows in proportion
 * @param output what the loss sees
 * @param variant which of the paper's programs
 */
public record DoubleUnet(int baseFilters, Output output, Variant variant) implements Network {

    /** What the loss sees. The result is always the second network's. */
    public enum Output {
        /** The second network's result, as in the first paper. */
        OUTPUT2,
        /** Both networks' results alike, each against the same label, as first published. */
        BOTH
    }

    /** The paper compares two programs, whose networks are not the same. */
    public enum Variant {
        /** Keras: no batch normalisation in VGG-19, bilinear up-sampling, batch normalisation with Keras' defaults. */
        KERAS(0.99, 1e-3, Initializer.HE_NORMAL),
        /**
         * PyEDDL: batch normalisation after each of VGG-19's convolutions, up-sampling to the nearest pixel, momentum
         * 0.9 and ε 1e-5, gates that start Glorot-uniform.
         */
        EDDL(0.9, 1e-5, Initializer.GLOROT_UNIFORM);

        private final double momentum;
        private final double epsilon;
        private final Initializer gates;

        Variant(double momentum, double epsilon, Initializer gates) {
            this.momentum = momentum;
            this.epsilon = epsilon;
            this.gates = gates;
        }
    }

    private static final int[] RATES = {6, 12, 18};
    private static final int[] VGG_CONVOLUTIONS = {2, 2, 4, 4, 4};
    private static final int[] VGG_FACTORS = {1, 2, 4, 8, 8};
    private static final int LEVELS = 4;
    private static final int SQUEEZE = 8;

    public DoubleUnet {
        Options.requireRange("base_filters", baseFilters, 2, 1024);
        Options.requireKnown("output", output, Output.values());
        Options.requireKnown("variant", variant, Variant.values());
    }

    /** The first paper's in Keras: 64 filters, the loss sees the second result. */
    public DoubleUnet() {
        this(64, Output.OUTPUT2, Variant.KERAS);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        return towers(layers, images, outputs).get(1);
    }

    @Override
    public List<Operand<TFloat32>> supervised(Layers layers, Operand<TFloat32> images, int outputs) {
        List<Operand<TFloat32>> both = towers(layers, images, outputs);
        return output == Output.BOTH ? both : both.subList(1, 2);
    }

    @Override
    public List<String> lastLayers() {
        return List.of("output1", "decoder2/block1", "output2");
    }

    @Override
    public int sizeMultiple() {
        return 1 << LEVELS;
    }

    @Override
    public int floatsPerPixel() {
        // Both finest skips, the last decoder's joined maps (2.5 times the base) and a convolution's.
        return 8 * baseFilters;
    }

    // -- Helper methods --

    /** The logits of both networks. */
    private List<Operand<TFloat32>> towers(Layers layers, Operand<TFloat32> images, int outputs) {
        List<Operand<TFloat32>> skips1 = new ArrayList<>();
        Operand<TFloat32> x = pyramid(layers, "aspp1", vgg(layers, images, skips1));
        x = decoder(layers, "decoder1", x, List.of(skips1));
        Operand<TFloat32> first = layers.conv("output1", x, outputs, 1, true);

        List<Operand<TFloat32>> skips2 = new ArrayList<>();
        x = layers.tf().math.mul(images, foreground(layers.tf(), first));
        for (int level = 0; level < LEVELS; level++) {
            x = block(layers, "encoder2/block" + (level + 1), x, filters(level));
            skips2.add(x);
            x = layers.maxPooling(x);
        }
        x = pyramid(layers, "aspp2", x);
        x = decoder(layers, "decoder2", x, List.of(skips1, skips2));
        return List.of(first, layers.conv("output2", x, outputs, 1, true));
    }

    /** Filters of decoder and second encoder: 32, 64, 128, 256 from the finest level down. */
    private long filters(int level) {
        return ((long) baseFilters << level) / 2;
    }

    private static Operand<TFloat32> foreground(Ops tf, Operand<TFloat32> logits) {
        Operand<TFloat32> p = Activation.SOFTMAX.probabilities(tf, logits);
        if (Layers.channels(logits) == 1) {
            return p;
        }
        Operand<TFloat32> background =
            tf.slice(p, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, -1, -1, 1}));
        return tf.math.sub(tf.constant(1f), background);
    }

    private Operand<TFloat32> vgg(Layers layers, Operand<TFloat32> images, List<Operand<TFloat32>> skips) {
        Operand<TFloat32> x = images;
        for (int block = 0; block < VGG_FACTORS.length; block++) {
            for (int i = 1; i <= VGG_CONVOLUTIONS[block]; i++) {
                String name = "vgg/block" + (block + 1) + "_conv" + i;
                long filters = (long) baseFilters * VGG_FACTORS[block];
                x = variant == Variant.EDDL ? unit(layers, name, x, filters, Convolution.of(3))
                    : layers.relu(layers.conv(name, x, filters, 3, true));
            }
            if (block < LEVELS) {
                skips.add(x);
                x = layers.maxPooling(x);
            }
        }
        return x;
    }

    private Operand<TFloat32> decoder(Layers layers, String name, Operand<TFloat32> bottom,
        List<List<Operand<TFloat32>>> skips) {
        Operand<TFloat32> x = bottom;
        for (int level = LEVELS - 1; level >= 0; level--) {
            List<Operand<TFloat32>> joined = new ArrayList<>(List.of(doubled(layers, x)));
            for (List<Operand<TFloat32>> encoder : skips) {
                joined.add(encoder.get(level));
            }
            x = block(layers, name + "/block" + (level + 1), layers.concatenate(joined), filters(level));
        }
        return x;
    }

    private Operand<TFloat32> doubled(Layers layers, Operand<TFloat32> x) {
        return variant == Variant.EDDL ? layers.upSampling2DNearest(x) : layers.upSampling2DBilinear(x);
    }

    private Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> y = x;
        for (int i = 1; i <= 2; i++) {
            y = unit(layers, name + "/conv" + i, y, filters, Convolution.of(3));
        }
        return squeezeAndExcite(layers, name + "/se", y, filters);
    }

    /** Weighs each channel by what all channels' means say (Hu et al., 2018, arXiv:1709.01507). */
    private Operand<TFloat32> squeezeAndExcite(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> gate = layers.globalAveragePooling2D(x);
        long squeezed = Math.max(1, filters / SQUEEZE);
        gate = layers.relu(layers.dense(name + "/dense1", gate, squeezed, variant.gates));
        gate = layers.sigmoid(layers.dense(name + "/dense2", gate, filters, variant.gates));
        return layers.tf().math.mul(x, gate);
    }

    /** Atrous spatial pyramid pooling (Chen et al., 2017, arXiv:1706.05587) with rates 6, 12 and 18. */
    private Operand<TFloat32> pyramid(Layers layers, String name, Operand<TFloat32> x) {
        List<Operand<TFloat32>> branches = new ArrayList<>();
        Operand<TFloat32> mean =
            unit(layers, name + "/mean", layers.globalAveragePooling2D(x), baseFilters, Convolution.of(1));
        branches.add(layers.repeatOver(mean, x));
        branches.add(unit(layers, name + "/rate1", x, baseFilters, Convolution.of(1).withoutBias()));
        for (int rate : RATES) {
            branches.add(unit(layers, name + "/rate" + rate, x, baseFilters,
                Convolution.of(3).dilated(rate).withoutBias()));
        }
        return unit(layers, name + "/joined", layers.concatenate(branches), baseFilters,
            Convolution.of(1).withoutBias());
    }

    private Operand<TFloat32> unit(Layers layers, String name, Operand<TFloat32> x, long filters, Convolution kind) {
        Operand<TFloat32> y = layers.conv(name, x, filters, kind);
        return layers.relu(layers.batchNormalization(name, y, variant.momentum, variant.epsilon));
    }
}
