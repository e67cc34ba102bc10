package org.dawsonmri.graph;

import org.dawsonmri.runtime.Processor;

import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The gradient of a 2-D convolution's kernel as products of matrices. On processors with AVX2 and without AVX-512,
 * oneDNN's own code for it takes three to six times as long as the convolution, and these products as long as that.
 *
 * <p>With the map x and the gradient g padded to one size, pixels as rows and channels as columns, each tap (i, j) of
 * the kernel sees x shifted by so many rows:
 *
 * <pre>
 * ∂L/∂w(i, j) = x(rows from i · width + j)ᵀ · g
 * </pre>
 *
 * The zeros at the end of g's lines take out what the shift carries from one line into the next.
 */
final class KernelGradient {

    /** Of such a number of channels, a shift by whole rows is no copy. */
    private static final int ALIGNED = 16;
    private static final int LARGEST_KERNEL = 3;
    private static final int WIDTH = 2;

    private KernelGradient() {
    }

    /** True if this is faster than TensorFlow's gradient on this computer. */
    static boolean pays() {
        Processor processor = Processor.current();
        return TensorFlowLibrary.hasOneDnn() && processor.features().contains("avx2")
            && !processor.features().contains("avx512f");
    }

    /** True for a convolution with whose kernel {@link #of} can do. */
    static boolean isOf(GraphOperation operation, Output<?> kernel) {
        if (!operation.type().equals("Conv2D") || !operation.input(1).equals(kernel)
            || operation.input(0).equals(kernel)) {
            return false;
        }
        long[] shape = kernel.shape().asArray();
        boolean plain = LongStream.concat(LongStream.of(operation.attributes().getAttrIntList("strides")),
            LongStream.of(operation.attributes().getAttrIntList("dilations"))).allMatch(n -> n == 1);
        return plain && shape[0] == shape[1] && shape[0] <= LARGEST_KERNEL && shape[2] % ALIGNED == 0
            && List.of("SAME", "VALID").contains(operation.attributes().getAttrString("padding"));
    }

    /**
     * ∂L/∂w.
     *
     * @param convolution of which {@link #isOf} is true
     * @param after ∂L/∂y of its result
     */
    static Operand<TFloat32> of(Ops tf, GraphOperation convolution, Operand<TFloat32> after) {
        long[] shape = convolution.input(1).shape().asArray();
        int size = (int) shape[0];
        boolean same = convolution.attributes().getAttrString("padding").equals("SAME");
        Operand<TFloat32> x = pad(tf, Backpropagation.floats(convolution.input(0)), same ? (size - 1) / 2 : 0,
            same ? size / 2 : 0);
        Operand<TFloat32> g = pad(tf, after, 0, size - 1);
        Operand<TInt32> width = tf.gather(tf.shape(x), tf.constant(WIDTH), tf.constant(0));
        Operand<TFloat32> xRows = tf.reshape(x, tf.constant(new long[] {-1, shape[2]}));
        Operand<TFloat32> gRows = tf.reshape(g, tf.constant(new long[] {-1, shape[3]}));
        Operand<TInt32> count = tf.math.sub(tf.gather(tf.shape(gRows), tf.constant(0), tf.constant(0)),
            shift(tf, width, size - 1, size - 1));
        Operand<TFloat32> seen = rows(tf, gRows, tf.constant(0), count);
        List<Operand<TFloat32>> taps = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                taps.add(tf.linalg.matMul(rows(tf, xRows, shift(tf, width, i, j), count), seen,
                    MatMul.transposeA(true)));
            }
        }
        return tf.reshape(tf.stack(taps), tf.constant(shape));
    }

    // -- Helper methods --

    /** Zeros around height and width. */
    private static Operand<TFloat32> pad(Ops tf, Operand<TFloat32> map, int before, int after) {
        int[] sides = {before, after};
        return before + after == 0 ? map
            : tf.pad(map, tf.constant(new int[][] {{0, 0}, sides, sides, {0, 0}}), tf.constant(0f));
    }

    private static Operand<TInt32> shift(Ops tf, Operand<TInt32> width, int i, int j) {
        return tf.math.add(tf.math.mul(width, tf.constant(i)), tf.constant(j));
    }

    private static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> matrix, Operand<TInt32> first,
        Operand<TInt32> count) {
        return tf.slice(matrix, tf.stack(Arrays.asList(first, tf.constant(0)), Stack.axis(0L)),
            tf.stack(Arrays.asList(count, tf.constant(-1)), Stack.axis(0L)));
    }
}
