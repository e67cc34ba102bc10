package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * Where the maximum of each 2×2 block lies: what PyTorch's max-pooling returns as indices. TensorFlow Java has no
 * gradient for {@code MaxPoolWithArgmax}, and its order among equal values, common after ReLU, is not promised. Here
 * the first one in raster order is taken: the upper row unless the lower one is larger, in it the left pixel unless the
 * right one is larger. By this logic each block has exactly one mark, whatever is rounded in reduced precision.
 */
final class FirstMaximum {

    private static final long ALL_AXES = 0b1111;
    private static final long BATCH_AND_CHANNELS = 0b1001;

    private FirstMaximum() {
    }

    /**
     * @param x batch × height × width × channels; height and width are even
     * @return same shape, 1 at the first maximum of each block and 0 elsewhere; no gradient passes
     */
    static Operand<TFloat32> mask(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> upperLeft = everyOther(tf, x, 0, 0);
        Operand<TFloat32> upperRight = everyOther(tf, x, 0, 1);
        Operand<TFloat32> lowerLeft = everyOther(tf, x, 1, 0);
        Operand<TFloat32> lowerRight = everyOther(tf, x, 1, 1);
        Operand<TBool> upper = tf.math.greaterEqual(tf.math.maximum(upperLeft, upperRight),
            tf.math.maximum(lowerLeft, lowerRight));
        Operand<TBool> lower = tf.math.logicalNot(upper);
        Operand<TFloat32> blocks = tf.stack(List.of(
            row(tf, upper, tf.math.greaterEqual(upperLeft, upperRight)),
            row(tf, lower, tf.math.greaterEqual(lowerLeft, lowerRight))), Stack.axis(2L));
        // The blocks are batch × height/2 × 2 × width/2 × 2 × channels, which is the image's own order.
        return tf.stopGradient(tf.reshape(blocks, tf.shape(x)));
    }

    private static Operand<TFloat32> everyOther(Ops tf, Operand<TFloat32> x, int row, int column) {
        return tf.stridedSlice(x, tf.constant(new int[] {0, row, column, 0}), tf.constant(new int[4]),
            tf.constant(new int[] {1, 2, 2, 1}), StridedSlice.beginMask(BATCH_AND_CHANNELS),
            StridedSlice.endMask(ALL_AXES));
    }

    private static Operand<TFloat32> row(Ops tf, Operand<TBool> inRow, Operand<TBool> left) {
        return tf.stack(List.of(
            tf.dtypes.cast(tf.math.logicalAnd(inRow, left), TFloat32.class),
            tf.dtypes.cast(tf.math.logicalAnd(inRow, tf.math.logicalNot(left)), TFloat32.class)), Stack.axis(3L));
    }
}
