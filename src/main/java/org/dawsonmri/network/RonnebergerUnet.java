package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The first U-Net (Ronneberger et al., 2015, arXiv:1505.04597): convolutions without padding, 2×2 transposed
 * convolutions, skips cropped at their centre and put first in each concatenation, softmax over background and classes
 * even for a single class, no batch normalisation.
 *
 * <p>Each pixel's result needs pixels around it, 92 on each side in the paper's size. As in the paper's overlap-tile
 * strategy, pixels beyond the image are mirrored ones: the network pads its input itself and gives a result for every
 * pixel, so that nobody else has to know.
 *
 * @param baseFilters filters of the first level, 64 in the paper
 * @param depth number of poolings, 4 in the paper
 * @param dropout rate after the two deepest blocks
 */
public record RonnebergerUnet(int baseFilters, int depth, double dropout) implements Network {

    /** Pixels of height that the two convolutions of a block take. */
    private static final int BLOCK_LOSS = 4;
    private static final Convolution CONVOLUTION =
        Convolution.of(3).withValidPadding().startingFrom(Initializer.HE_NORMAL);

    public RonnebergerUnet {
        Options.requireFilters(baseFilters);
        Options.requireRange("depth", depth, 1, 6);
        Options.requireShare("dropout", dropout);
    }

    /** The paper's size: 64 filters, four poolings. */
    public RonnebergerUnet() {
        this(64, 4, 0.5);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        int margin = margin();
        Deque<Operand<TFloat32>> skips = new ArrayDeque<>();
        Operand<TFloat32> x = layers.mirrorPadding2D(images, margin);
        for (int level = 0; level < depth; level++) {
            x = block(layers, "enc" + (level + 1), x, filters(level), level == depth - 1);
            skips.push(x);
            x = layers.maxPooling(x);
        }
        x = block(layers, "bott", x, filters(depth), true);
        for (int level = depth - 1; level >= 0; level--) {
            String name = "dec" + (level + 1);
            Operand<TFloat32> up = layers.convTranspose(name + "/up", x, filters(level));
            Operand<TFloat32> skip = layers.cropping2D(skips.pop(), lossBelow(level) / 2);
            x = block(layers, name, layers.concatenate(skip, up), filters(level), false);
        }
        x = layers.conv("head", x, outputs, 1, true);
        return layers.cropping2D(x, margin - loss(0) / 2);
    }

    @Override
    public int outputs(int classes) {
        return classes + 1;
    }

    @Override
    public int sizeMultiple() {
        return 1 << depth;
    }

    @Override
    public int floatsPerPixel() {
        // As for a U-Net with SAME padding, times three for the mirrored margin of a slice of usual size.
        return 24 * baseFilters;
    }

    // -- Helper methods --

    /** Height that is lost from the input of a level's first block to the output of its last, in the level's pixels. */
    private int loss(int level) {
        return level == depth ? BLOCK_LOSS : BLOCK_LOSS + lossBelow(level) + BLOCK_LOSS;
    }

    /** The part of it that is lost between a level's skip and what comes back from below. */
    private int lossBelow(int level) {
        return 2 * loss(level + 1);
    }

    /**
     * Pixels to mirror on each side. They must be at least half of what is lost, and no pooling may meet an odd size:
     * with a bottom of b pixels the input has b·2^depth + 4·(2^depth − 1).
     */
    private int margin() {
        int both = BLOCK_LOSS * (sizeMultiple() - 1);
        while (both < loss(0)) {
            both += sizeMultiple();
        }
        return both / 2;
    }

    private long filters(int level) {
        return (long) baseFilters << level;
    }

    private Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters, boolean drop) {
        Operand<TFloat32> y = layers.relu(layers.conv(name + "/conv1", x, filters, CONVOLUTION));
        y = layers.relu(layers.conv(name + "/conv2", y, filters, CONVOLUTION));
        return drop ? layers.dropout(y, dropout) : y;
    }
}
