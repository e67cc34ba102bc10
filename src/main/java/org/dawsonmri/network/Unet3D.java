package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * {@link Unet} for volumes (after Çiçek et al., 2016, arXiv:1606.06650), with SAME padding. Each level has two 3×3×3
 * convolutions with ReLU; max-pooling leads down and doubles the filters, 2×2×2 transposed convolutions lead back and
 * halve them; the skip comes first in each concatenation. A 1×1×1 convolution gives the logits of every voxel.
 *
 * @param baseFilters filters of the first level
 * @param depth number of poolings; inputs are padded to a multiple of 2 to this power
 * @param batchNormalization between each convolution and its ReLU (ε 1e-5, 0.9 of the old statistics kept)
 * @param dropout rate after the deepest two levels' convolutions, 0 for none
 */
public record Unet3D(int baseFilters, int depth, boolean batchNormalization, double dropout) implements Network {

    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-5;

    public Unet3D {
        Options.requireFilters(baseFilters);
        Options.requireRange("depth", depth, 1, 6);
        Options.requireShare("dropout", dropout);
    }

    /** 16 filters, three poolings, batch normalisation, no dropout. */
    public Unet3D() {
        this(16, 3, true, 0);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Deque<Operand<TFloat32>> skips = new ArrayDeque<>();
        Operand<TFloat32> x = images;
        for (int level = 0; level < depth; level++) {
            x = block(layers, "enc" + (level + 1), x, filters(level), level == depth - 1);
            skips.push(x);
            x = layers.volumes().maxPooling3D(x, 2, 2);
        }
        x = block(layers, "bottom", x, filters(depth), true);
        for (int level = depth - 1; level >= 0; level--) {
            String name = "dec" + (level + 1);
            Operand<TFloat32> up = layers.volumes().conv3DTranspose(name + "/up", x, filters(level));
            x = block(layers, name, layers.concatenate(skips.pop(), up), filters(level), false);
        }
        return layers.volumes().conv3D("head", x, outputs, Convolution.of(1));
    }

    @Override
    public int dimensions() {
        return 3;
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
        Operand<TFloat32> y =
            layers.volumes().conv3D(name, x, filters, batchNormalization ? kind.withoutBias() : kind);
        if (batchNormalization) {
            y = layers.volumes().batchNormalization(name, y, MOMENTUM, EPSILON);
        }
        return layers.relu(y);
    }
}
