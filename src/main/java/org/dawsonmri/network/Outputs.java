package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The rule that binds classes to output channels, in one place; {@link Network#outputs} may differ from it. */
public final class Outputs {

    private Outputs() {
    }

    /** Output channels for a number of classes (background not counted): 1 for one class, else classes + 1. */
    public static int channels(int classes) {
        return classes == 1 ? 1 : classes + 1;
    }

    /** Probabilities from logits: sigmoid of a single channel, softmax over several. */
    public static Operand<TFloat32> probabilities(Ops tf, Operand<TFloat32> logits) {
        return Layers.channels(logits) == 1 ? tf.math.sigmoid(logits) : tf.nn.softmax(logits);
    }
}
