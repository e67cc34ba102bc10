package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The U-Nets of the second paper. Each block has two units of 3×3 convolution, ReLU, batch normalisation (ε 1e-5) and
 * dropout of whole channels. The deepest block has no more filters than the one above it; up-sampling is bilinear
 * without a convolution of its own and comes first in each concatenation, before the skip; a 3×3 convolution gives the
 * logits. First weights are PyTorch's.
 *
 * @param baseFilters filters of the first level: 32 in the paper's SmallUNet, 64 in its UNet
 * @param depth number of poolings: 3 and 4
 * @param dropout rate, 0.3 in the paper's template
 * @param momentum share of the old running statistics kept at each step: 0.9 is PyTorch's momentum 0.1
 */
public record NeuropolyUnet(int baseFilters, int depth, double dropout, double momentum) implements Network {

    private static final Convolution CONVOLUTION = Convolution.of(3).startingFrom(Initializer.PYTORCH);
    private static final double EPSILON = 1e-5;

    public NeuropolyUnet {
        Options.requireFilters(baseFilters);
        Options.requireRange("depth", depth, 1, 8);
        Options.requireShare("dropout", dropout);
        Options.requireShare("momentum", momentum);
    }

    /** The paper's SmallUNet. */
    public static NeuropolyUnet small() {
        return new NeuropolyUnet(32, 3, 0.3, 0.9);
    }

    /** The paper's UNet. */
    public static NeuropolyUnet large() {
        return new NeuropolyUnet(64, 4, 0.3, 0.9);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Deque<Operand<TFloat32>> skips = new ArrayDeque<>();
        Operand<TFloat32> x = images;
        for (int level = 0; level < depth; level++) {
            x = block(layers, "down" + (level + 1), x, filters(level));
            skips.push(x);
            x = layers.maxPooling(x);
        }
        x = block(layers, "bottom", x, filters(depth - 1));
        for (int level = depth - 1; level >= 0; level--) {
            Operand<TFloat32> up = layers.concatenate(layers.upSampling2DBilinear(x), skips.pop());
            x = block(layers, "up" + (level + 1), up, filters(level));
        }
        return layers.conv("head", x, outputs, CONVOLUTION);
    }

    @Override
    public List<String> lastLayers() {
        return List.of("up1", "head");
    }

    @Override
    public int sizeMultiple() {
        return 1 << depth;
    }

    @Override
    public int floatsPerPixel() {
        // The finest level joins three times its filters and holds the joined maps beside a unit's.
        return 10 * baseFilters;
    }

    // -- Helper methods --

    private long filters(int level) {
        return (long) baseFilters << level;
    }

    private Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        return unit(layers, name + "/conv2", unit(layers, name + "/conv1", x, filters), filters);
    }

    private Operand<TFloat32> unit(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> y = layers.relu(layers.conv(name, x, filters, CONVOLUTION));
        return layers.spatialDropout2D(layers.batchNormalization(name, y, momentum, EPSILON), dropout);
    }
}
