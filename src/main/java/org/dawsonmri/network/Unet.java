package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A configurable 2-D U-Net (after Ronneberger et al., 2015, arXiv:1505.04597) with SAME padding. Each level has two 3×3
 * convolutions with ReLU; max-pooling leads down and doubles the filters, up-sampling leads back and halves them; the
 * skip comes first in each concatenation. A 1×1 convolution gives the logits.
 *
 * @param baseFilters filters of the first level
 * @param depth number of poolings; inputs are padded to a multiple of 2 to this power
 * @param batchNormalization between each convolution and its ReLU (momentum 0.9, ε 1e-5)
 * @param dropout rate after the deepest two levels' convolutions, 0 for none
 * @param upSampling how height and width are doubled
 */
public record Unet(int baseFilters, int depth, boolean batchNormalization, double dropout, UpSampling upSampling)
    implements Network {

    /** How height and width are doubled on the way back. */
    public enum UpSampling {
        /** 2×2 transposed convolution, stride 2. */
        TRANSPOSED,
        /** Each pixel repeated, then a 3×3 convolution that halves the filters. */
        NEAREST,
        /** Linear interpolation, then a 3×3 convolution that halves the filters. */
        BILINEAR
    }

    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-5;

    public Unet {
        if (baseFilters < 1 || baseFilters > 1024) {
            throw new IllegalArgumentException("base_filters is " + baseFilters + ", expected 1 to 1024");
        }
        if (depth < 1 || depth > 8) {
            throw new IllegalArgumentException("depth is " + depth + ", expected 1 to 8");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout is " + dropout + ", expected 0 up to, not including, 1");
        }
        if (upSampling == null) {
            throw new IllegalArgumentException("up_sampling is unknown, expected TRANSPOSED, NEAREST or BILINEAR");
        }
    }

    /** 32 filters, four poolings, batch normalisation, no dropout, transposed convolutions. */
    public Unet() {
        this(32, 4, true, 0, UpSampling.TRANSPOSED);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Deque<Operand<TFloat32>> skips = new ArrayDeque<>();
        Operand<TFloat32> x = images;
        for (int level = 0; level < depth; level++) {
            x = block(layers, "enc" + (level + 1), x, filters(level), level == depth - 1);
            skips.push(x);
            x = layers.maxPooling2D(x);
        }
        x = block(layers, "bottom", x, filters(depth), true);
        for (int level = depth - 1; level >= 0; level--) {
            String name = "dec" + (level + 1);
            Operand<TFloat32> up = up(layers, name + "/up", x, filters(level));
            x = block(layers, name, layers.concatenate(skips.pop(), up), filters(level), false);
        }
        return layers.conv2D("head", x, outputs, 1, true);
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
        // A bias before batch normalisation would have no effect.
        Operand<TFloat32> y = layers.conv2D(name, x, filters, 3, !batchNormalization, Initializer.HE_NORMAL);
        if (batchNormalization) {
            y = layers.batchNormalization(name, y, MOMENTUM, EPSILON);
        }
        return layers.relu(y);
    }

    private Operand<TFloat32> up(Layers layers, String name, Operand<TFloat32> x, long filters) {
        return switch (upSampling) {
            case TRANSPOSED -> layers.conv2DTranspose(name, x, filters);
            case NEAREST -> convolution(layers, name, layers.upSampling2DNearest(x), filters);
            case BILINEAR -> convolution(layers, name, layers.upSampling2DBilinear(x), filters);
        };
    }
}
