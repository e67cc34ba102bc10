package org.dawsonmri.learn;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Leaves out pixels of which the class is not known: those whose labels are -1. */
final class LabelMask {

    private static final float NOTHING = 1e-7f;
    private static final int[] ALL = {0, 1, 2, 3};

    private LabelMask() {
    }

    /** Of the labels' shape, 1 where the class is known and 0 elsewhere. */
    static Operand<TFloat32> of(Ops tf, Operand<TFloat32> labels) {
        return tf.dtypes.cast(tf.math.greaterEqual(labels, tf.constant(0f)), TFloat32.class);
    }

    /** Mean over the batch, all known pixels and the channels; 0 where nothing is known. */
    static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, Operand<TFloat32> labels) {
        Operand<TFloat32> known = of(tf, labels);
        return tf.math.div(tf.sum(tf.math.mul(x, known), tf.constant(ALL)),
            tf.math.maximum(tf.sum(known, tf.constant(ALL)), tf.constant(NOTHING)));
    }
}
