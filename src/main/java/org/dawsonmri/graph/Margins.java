package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Puts mirrored pixels around feature maps and cuts margins off. */
public final class Margins {

    private static final long BATCH_AND_CHANNELS = 0b1001;

    private Margins() {
    }

    /**
     * Continues the image beyond its borders by mirroring at the border pixels, which are not repeated. A margin wider
     * than the image, which TensorFlow's own operation refuses, is mirrored back and forth.
     *
     * @param margin pixels on each of the four sides
     */
    static Operand<TFloat32> mirror(Ops tf, Operand<TFloat32> x, int margin) {
        Operand<TInt32> shape = tf.shape(x);
        Operand<TFloat32> y = x;
        for (int axis = 1; axis <= 2; axis++) {
            Operand<TInt32> size = tf.gather(shape, tf.constant(axis), tf.constant(0));
            y = tf.gather(y, mirroredIndices(tf, size, margin), tf.constant(axis));
        }
        return y;
    }

    /** For n = 4 and a margin of 2: 2 1 0 1 2 3 2 1. */
    private static Operand<TInt32> mirroredIndices(Ops tf, Operand<TInt32> n, int margin) {
        Operand<TInt32> one = tf.constant(1);
        Operand<TInt32> period = tf.math.maximum(one, tf.math.mul(tf.constant(2), tf.math.sub(n, one)));
        Operand<TInt32> places = tf.range(tf.constant(-margin), tf.math.add(n, tf.constant(margin)), one);
        Operand<TInt32> there = tf.math.floorMod(places, period);
        return tf.math.minimum(there, tf.math.sub(period, there));
    }

    /** Cuts off that many pixels on each of the four sides. */
    static Operand<TFloat32> crop(Ops tf, Operand<TFloat32> x, int margin) {
        return margin == 0 ? x : tf.stridedSlice(x, tf.constant(new int[] {0, margin, margin, 0}),
            tf.constant(new int[] {0, -margin, -margin, 0}), tf.constant(new int[] {1, 1, 1, 1}),
            StridedSlice.beginMask(BATCH_AND_CHANNELS), StridedSlice.endMask(BATCH_AND_CHANNELS));
    }
}
