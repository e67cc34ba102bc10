package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Operations on volumes, batch × depth × height × width × channels. */
record VolumeOperations(Ops tf) implements MapOperations {

    private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L, 1L);

    /** While training, TensorFlow's own gradients end there, and {@link Backpropagation} goes on. */
    @Override
    public Operand<TFloat32> conv(Operand<TFloat32> x, Operand<TFloat32> kernel, Convolution kind, boolean training) {
        if (kind.dilation() > 1) {
            throw new IllegalArgumentException("a 3-D convolution cannot be dilated");
        }
        Operand<TFloat32> y = tf.nn.conv3d(x, kernel, UNIT_STRIDES, kind.valid() ? "VALID" : "SAME");
        return training ? tf.stopGradient(y) : y;
    }

    /** As its blocks do not overlap, it is a product of matrices. */
    @Override
    public Operand<TFloat32> convTranspose(Operand<TFloat32> x, Operand<TFloat32> kernel, long filters) {
        long in = Layers.channels(x);
        Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, in}));
        Operand<TFloat32> blocks = tf.linalg.matMul(rows,
            tf.reshape(kernel, tf.constant(new long[] {8 * filters, in})), MatMul.transposeB(true));
        List<Operand<TInt32>> size = new ArrayList<>();
        IntStream.range(0, 4).forEach(axis -> size.add(size(x, axis)));
        // Batch and depth stay together: TensorFlow transposes up to eight axes.
        Operand<TFloat32> apart = tf.reshape(blocks, shape(tf.math.mul(size.get(0), size.get(1)), size.get(2),
            size.get(3), tf.constant(2), tf.constant(2), tf.constant(2), tf.constant((int) filters)));
        Operand<TFloat32> inPlace = tf.linalg.transpose(apart, tf.constant(new int[] {0, 3, 1, 4, 2, 5, 6}));
        return tf.reshape(inPlace, shape(size.get(0), doubled(size.get(1)), doubled(size.get(2)),
            doubled(size.get(3)), tf.constant((int) filters)));
    }

    /**
     * The maximum over depth of maxima over height and width.
     * TensorFlow's own MaxPool3D, where oneDNN does not replace it, gives the gradient to each of several equal maxima,
     * and behind a ReLU many are equal.
     */
    @Override
    public Operand<TFloat32> maxPooling(Operand<TFloat32> x, int window, int stride) {
        Operand<TInt32> channels = tf.constant((int) Layers.channels(x));
        Operand<TInt32> batch = size(x, 0);
        Operand<TInt32> depth = size(x, 1);
        Operand<TFloat32> slices = tf.reshape(x, shape(tf.constant(-1), size(x, 2), size(x, 3), channels));
        Operand<TFloat32> flat = tf.nn.maxPool(slices, tf.constant(new int[] {1, window, window, 1}),
            tf.constant(new int[] {1, stride, stride, 1}), "VALID");
        Operand<TInt32> height = size(flat, 1);
        Operand<TInt32> width = size(flat, 2);
        Operand<TFloat32> columns =
            tf.reshape(flat, shape(batch, depth, tf.math.mul(height, width), channels));
        Operand<TFloat32> pooled = tf.nn.maxPool(columns, tf.constant(new int[] {1, window, 1, 1}),
            tf.constant(new int[] {1, stride, 1, 1}), "VALID");
        return tf.reshape(pooled, shape(batch, size(pooled, 1), height, width, channels));
    }

    // -- Helper methods --

    /** A constant where the graph knows it, so that later layers know it as well. */
    private Operand<TInt32> size(Operand<TFloat32> x, int axis) {
        long known = x.asOutput().shape().get(axis);
        if (known >= 0) {
            return tf.constant((int) known);
        }
        return tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0));
    }

    private Operand<TInt32> doubled(Operand<TInt32> size) {
        return tf.math.mul(size, tf.constant(2));
    }

    @SafeVarargs
    private Operand<TInt32> shape(Operand<TInt32>... sizes) {
        return tf.stack(List.of(sizes), Stack.axis(0L));
    }
}
