package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * SegNet (Badrinarayanan et al., 2017, doi:10.1109/TPAMI.2016.2644615) as the second paper has it: the 13 convolutions
 * of VGG-16 and their mirror image. Up-sampling puts each value back to where its block's maximum was and zeros
 * elsewhere. A unit is a 3×3 convolution, batch normalisation (ε 1e-5), dropout of whole channels and ReLU, in this
 * order; the last convolution gives the logits. First weights are PyTorch's.
 *
 * @param baseFilters filters of the first stage, 64 in the paper; the stages have 1, 2, 4, 8 and 8 times as many
 * @param stages number of poolings, 5 in the paper
 * @param dropout rate, 0.3 in the paper's template
 * @param momentum share of the old running statistics kept at each step: 0.9 is PyTorch's momentum 0.1
 */
public record SegNet(int baseFilters, int stages, double dropout, double momentum) implements Network {

    private static final int[] FACTORS = {1, 2, 4, 8, 8};
    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final Convolution CONVOLUTION = Convolution.of(3).startingFrom(Initializer.PYTORCH);
    private static final double EPSILON = 1e-5;

    public SegNet {
        Options.requireFilters(baseFilters);
        Options.requireRange("stages", stages, 1, FACTORS.length);
        Options.requireShare("dropout", dropout);
        Options.requireShare("momentum", momentum);
    }

    /** 64 filters, five stages, dropout 0.3, momentum 0.9. */
    public SegNet() {
        this(64, 5, 0.3, 0.9);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Deque<Operand<TFloat32>> masks = new ArrayDeque<>();
        Operand<TFloat32> x = images;
        for (int stage = 0; stage < stages; stage++) {
            for (int i = 1; i <= CONVOLUTIONS[stage]; i++) {
                x = unit(layers, "enc" + (stage + 1) + "/conv" + i, x, filters(stage));
            }
            masks.push(layers.maximumMask2D(x));
            x = layers.maxPooling(x);
        }
        for (int stage = stages - 1; stage >= 0; stage--) {
            x = layers.maxUnpooling2D(x, masks.pop());
            int last = CONVOLUTIONS[stage];
            for (int i = 1; i < last; i++) {
                x = unit(layers, "dec" + (stage + 1) + "/conv" + i, x, filters(stage));
            }
            if (stage > 0) {
                x = unit(layers, "dec" + (stage + 1) + "/conv" + last, x, filters(stage - 1));
            }
        }
        return layers.conv("head", x, outputs, CONVOLUTION);
    }

    @Override
    public int sizeMultiple() {
        return 1 << stages;
    }

    @Override
    public int floatsPerPixel() {
        // The finest stage holds its mask, the up-sampled maps, their product and a unit's maps.
        return 6 * baseFilters;
    }

    // -- Helper methods --

    private long filters(int stage) {
        return (long) baseFilters * FACTORS[stage];
    }

    private Operand<TFloat32> unit(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> y = layers.conv(name, x, filters, CONVOLUTION);
        y = layers.batchNormalization(name, y, momentum, EPSILON);
        return layers.relu(layers.spatialDropout2D(y, dropout));
    }
}
