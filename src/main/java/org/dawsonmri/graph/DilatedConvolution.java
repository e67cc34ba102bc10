package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.List;

/**
 * A 3×3 convolution with holes. TensorFlow Java's gradient of a dilated {@code Conv2D} is wrong without an error, so
 * that the image is taken apart into d × d images of every d-th pixel, these are convolved in the usual way, and the
 * results are put together again. Padding by d on each side makes the result as large as the image; up to d − 1 more
 * rows and columns, cut off at the end, make the parts equally large.
 */
public final class DilatedConvolution {

    private DilatedConvolution() {
    }

    /**
     * @param x batch × height × width × channels
     * @param kernel 3 × 3 × in × out
     * @param d distance of the kernel's taps
     * @return same height and width as {@code x}
     */
    public static Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, int d) {
        Operand<TInt32> block = tf.constant(new int[] {d, d});
        Operand<TInt32> size = tf.slice(tf.shape(x), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
        // (H + 2d) and H leave the same rest.
        Operand<TInt32> extra = tf.math.floorMod(tf.math.neg(size), block);
        Operand<TInt32> paddings = pairs(tf, block, tf.math.add(block, extra));
        Operand<TInt32> crops = pairs(tf, tf.constant(new int[] {0, 0}), extra);
        Operand<TFloat32> parts = tf.spaceToBatchNd(x, block, paddings);
        Operand<TFloat32> convolved = tf.nn.conv2d(parts, kernel, List.of(1L, 1L, 1L, 1L), "VALID");
        return tf.batchToSpaceNd(convolved, block, crops);
    }

    private static Operand<TInt32> pairs(Ops tf, Operand<TInt32> before, Operand<TInt32> after) {
        return tf.stack(List.of(before, after), Stack.axis(1L));
    }
}
