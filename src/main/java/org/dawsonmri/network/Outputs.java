package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

import java.util.List;

/** The rule that binds classes to output channels, in one place; {@link Network#outputs} may differ from it. */
public final class Outputs {

    private Outputs() {
    }

    /** Output channels for a number of classes (background not counted): 1 for one class, else classes + 1. */
    public static int channels(int classes) {
        return classes == 1 ? 1 : classes + 1;
    }

    /**
     * The same numbers, after which a bfloat16 session goes on in float32: the sums of a loss and the probabilities of
     * a softmax do not bear eight bits. TensorFlow's rewriter never rounds a mean, so this is the mean of two copies;
     * of one, it would be optimised away first.
     */
    public static Operand<TFloat32> inFloat32(Ops tf, Operand<TFloat32> logits) {
        return tf.math.mean(tf.stack(List.of(logits, logits), Stack.axis(0L)), tf.constant(new int[] {0}));
    }
}
