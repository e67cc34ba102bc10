package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** How logits, one for each output channel, become probabilities; of a single channel always by a sigmoid. */
public enum Activation {

    /** Softmax over the channels, background first: the classes exclude each other, the probabilities add up to 1. */
    SOFTMAX,

    /** A sigmoid for each channel by itself: each class, and the background, against all else. */
    SIGMOID;

    /** Keeps a pixel that no channel wants from dividing by 0. */
    private static final float TINY = 1e-30f;

    /** What losses and measures look at. */
    public Operand<TFloat32> probabilities(Ops tf, Operand<TFloat32> logits) {
        return isSoftmax(logits) ? tf.nn.softmax(logits) : tf.math.sigmoid(logits);
    }

    /**
     * What a segmentation goes on with: the same, but of independent channels each one's share in their sum. The most
     * probable channel stays so, and means over models, axes and flips are taken of numbers that add up to 1.
     */
    public Operand<TFloat32> shares(Ops tf, Operand<TFloat32> logits) {
        Operand<TFloat32> p = probabilities(tf, logits);
        if (isSoftmax(logits) || Layers.channels(logits) == 1) {
            return p;
        }
        return tf.math.div(p, tf.math.maximum(tf.reduceSum(p, tf.constant(-1), ReduceSum.keepDims(true)),
            tf.constant(TINY)));
    }

    private boolean isSoftmax(Operand<TFloat32> logits) {
        return this == SOFTMAX && Layers.channels(logits) > 1;
    }
}
