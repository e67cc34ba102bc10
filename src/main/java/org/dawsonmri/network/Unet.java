package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A configurable U-Net of slices (after Ronneberger et al., 2015, arXiv:1505.04597) or of volumes (after Çiçek et al.,
 * 2016, arXiv:1606.06650) with SAME padding. Each level has two convolutions of size 3 with ReLU; max-pooling leads
 * down and doubles the filters, up-sampling leads back and halves them; the skip comes first in each concatenation. A
 * convolution of size 1 gives the logits.
 *
 * @param baseFilters filters of the first level
 * @param depth number of poolings; inputs are padded to a multiple of 2 to this power
 * @param batchNormalization between each convolution and its ReLU (momentum 0.9, ε 1e-5)
 * @param dropout rate after the deepest two levels' convolutions, 0 for none
 * @param upSampling how sides are doubled; of volumes TRANSPOSED
 * @param dimensions 2 for slices, 3 for volumes
 */
public record Unet(int baseFilters, int depth, boolean batchNormalization, double dropout, UpSampling upSampling,
    int dimensions) implements Network {

    /** How sides are doubled on the way back. */
    public enum UpSampling {
        /** Transposed convolution of size 2, stride 2. */
        TRANSPOSED,
        /** Each pixel repeated, then a 3×3 convolution that halves the filters. */
        NEAREST,
        /** Linear interpolation, then a 3×3 convolution that halves the filters. */
        BILINEAR
    }

    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-5;

    public Unet {
        Options.requireFilters(baseFilters);
        Options.requireRange("dimensions", dimensions, 2, 3);
        Options.requireRange("depth", depth, 1, dimensions == 2 ? 8 : 6);
        Options.requireShare("dropout", dropout);
        Options.requireKnown("up_sampling", upSampling, UpSampling.values());
        if (dimensions == 3 && upSampling != UpSampling.TRANSPOSED) {
            throw new IllegalArgumentException("up_sampling is " + upSampling + ", but of volumes it is TRANSPOSED");
        }
    }

    /** Of slices. */
    public Unet(int baseFilters, int depth, boolean batchNormalization, double dropout, UpSampling upSampling) {
        this(baseFilters, depth, batchNormalization, dropout, upSampling, 2);
    }

    /** Of volumes. */
    public static Unet ofVolumes(int baseFilters, int depth, boolean batchNormalization, double dropout) {
        return new Unet(baseFilters, depth, batchNormalization, dropout, UpSampling.TRANSPOSED, 3);
    }

    /** 32 filters, four poolings, batch normalisation, no dropout, transposed convolutions. */
    public Unet() {
        this(32, 4, true, 0, UpSampling.TRANSPOSED);
    }

    /** 16 filters, three poolings, batch normalisation, no dropout. */
    public static Unet ofVolumes() {
        return ofVolumes(16, 3, true, 0);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Deque<Operand<TFloat32>> skips = new ArrayDeque<>();
        Operand<TFloat32> x = images;
        for (int level = 0; level < depth; level++) {
            x = block(layers, "enc" + (level + 1), x, filters(level), level == depth - 1);
            skips.push(x);
            x = layers.maxPooling(x);
        }
        x = block(layers, "bottom", x, filters(depth), true);
        for (int level = depth - 1; level >= 0; level--) {
            String name = "dec" + (level + 1);
            Operand<TFloat32> up = up(layers, name + "/up", x, filters(level));
            x = block(layers, name, layers.concatenate(skips.pop(), up), filters(level), false);
        }
        return layers.conv("head", x, outputs, 1, true);
    }

    @Override
    public int sizeMultiple() {
        return 1 << depth;
    }

    @Override
    public int floatsPerPixel() {
        // The finest level holds its skip, the joined maps and a convolution's in- and output at once.
        return 8 * baseFilters;
    }

    // -- Helper methods --

    private long filters(int level) {
        return (long) baseFilters << level;
    }

    private Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters, boolean drop) {
        Operand<TFloat32> y = convolution(layers, name + "/conv1", x, filters);
        y = convolution(layers, name + "/conv2", y, filters);
        return drop ? layers.dropout(y, dropout) : y;
    }

    private Operand<TFloat32> convolution(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Convolution kind = Convolution.of(3).startingFrom(Initializer.HE_NORMAL);
        // A bias before batch normalisation would have no effect.
        Operand<TFloat32> y = layers.conv(name, x, filters, batchNormalization ? kind.withoutBias() : kind);
        if (batchNormalization) {
            y = layers.batchNormalization(name, y, MOMENTUM, EPSILON);
        }
        return layers.relu(y);
    }

    private Operand<TFloat32> up(Layers layers, String name, Operand<TFloat32> x, long filters) {
        return switch (upSampling) {
            case TRANSPOSED -> layers.convTranspose(name, x, filters);
            case NEAREST -> convolution(layers, name, layers.upSampling2DNearest(x), filters);
            case BILINEAR -> convolution(layers, name, layers.upSampling2DBilinear(x), filters);
        };
    }
}
