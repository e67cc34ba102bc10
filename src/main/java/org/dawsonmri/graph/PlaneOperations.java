package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.List;

/** Operations on slices, batch × height × width × channels. */
record PlaneOperations(Ops tf) implements MapOperations {

    static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

    @Override
    public Operand<TFloat32> conv(Operand<TFloat32> x, Operand<TFloat32> kernel, Convolution kind, boolean training) {
        return kind.dilation() > 1 ? DilatedConvolution.apply(tf, x, kernel, kind.dilation())
            : tf.nn.conv2d(x, kernel, UNIT_STRIDES, kind.valid() ? "VALID" : "SAME");
    }

    @Override
    public Operand<TFloat32> convTranspose(Operand<TFloat32> x, Operand<TFloat32> kernel, long filters) {
        Operand<TInt32> shape = tf.shape(x);
        Operand<TInt32> outShape = tf.stack(List.of(
            size(shape, 0), doubled(shape, 1), doubled(shape, 2), tf.constant((int) filters)), Stack.axis(0L));
        return tf.nn.conv2dBackpropInput(outShape, kernel, x, List.of(1L, 2L, 2L, 1L), "SAME");
    }

    @Override
    public Operand<TFloat32> maxPooling(Operand<TFloat32> x, int window, int stride) {
        return tf.nn.maxPool(x, tf.constant(new int[] {1, window, window, 1}),
            tf.constant(new int[] {1, stride, stride, 1}), "VALID");
    }

    /** Doubles height and width by repeating each pixel. */
    Operand<TFloat32> nearest(Operand<TFloat32> x) {
        return tf.image.resizeNearestNeighbor(x, doubledSize(x));
    }

    /** Doubles height and width by linear interpolation between pixel centres. */
    Operand<TFloat32> bilinear(Operand<TFloat32> x) {
        return tf.image.resizeBilinear(x, doubledSize(x), ResizeBilinear.halfPixelCenters(true));
    }

    /** The size along an axis. */
    Operand<TInt32> size(Operand<TInt32> shape, int axis) {
        return tf.gather(shape, tf.constant(axis), tf.constant(0));
    }

    // -- Helper methods --

    private Operand<TInt32> doubledSize(Operand<TFloat32> x) {
        Operand<TInt32> shape = tf.shape(x);
        return tf.stack(List.of(doubled(shape, 1), doubled(shape, 2)), Stack.axis(0L));
    }

    private Operand<TInt32> doubled(Operand<TInt32> shape, int axis) {
        return tf.math.mul(size(shape, axis), tf.constant(2));
    }
}
