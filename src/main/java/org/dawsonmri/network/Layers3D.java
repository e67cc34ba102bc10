package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The vocabulary of volume networks: maps are batch × depth × height × width × channels, vectors batch × units. What
 * does not depend on the number of axes (activations, dropout, concatenation) is in {@link Layers}, which also hands
 * this out. Gradients of what is built here come from {@link Backpropagation}, not from TensorFlow alone.
 *
 * <pre>{@code
 * Operand<TFloat32> x = layers.volumes().conv3D("conv1", images, 32, Convolution.of(3).withoutBias());
 * x = layers.relu(layers.volumes().batchNormalization("bn1", x, 0.9, 1e-4));
 * }</pre>
 */
public final class Layers3D {

    private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L, 1L);

    private final Layers layers;
    private final Variables variables;
    private final Ops tf;

    Layers3D(Layers layers, Variables variables) {
        this.layers = layers;
        this.variables = variables;
        this.tf = layers.tf();
    }

    // -- Convolutions --

    /**
     * A cubic convolution with the variables {@code name/kernel}, depth × height × width × in × out, and
     * {@code name/bias}.
     *
     * @param kind must not be dilated; a bias starts at 0 whatever it says
     */
    public Operand<TFloat32> conv3D(String name, Operand<TFloat32> x, long filters, Convolution kind) {
        if (kind.dilation() > 1) {
            throw new IllegalArgumentException(name + ": a 3-D convolution cannot be dilated");
        }
        Operand<TFloat32> kernel = variables.get(name + "/kernel",
            new long[] {kind.size(), kind.size(), kind.size(), Layers.channels(x), filters}, Weight.Kind.TRAINABLE,
            kind.initializer());
        Operand<TFloat32> y = tf.nn.conv3d(x, kernel, UNIT_STRIDES, kind.valid() ? "VALID" : "SAME");
        if (layers.isTraining()) {
            y = tf.stopGradient(y);
        }
        return kind.bias() ? biasAdd(name, y, filters) : y;
    }

    /**
     * Transposed convolution that doubles depth, height and width: 2×2×2, stride 2. The kernel is depth × height ×
     * width × out × in, as Keras stores it. As its blocks do not overlap, it is a product of matrices.
     */
    public Operand<TFloat32> conv3DTranspose(String name, Operand<TFloat32> x, long filters) {
        long in = Layers.channels(x);
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {2, 2, 2, filters, in},
            Weight.Kind.TRAINABLE, Initializer.GLOROT_UNIFORM);
        Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, in}));
        Operand<TFloat32> blocks = tf.linalg.matMul(rows,
            tf.reshape(kernel, tf.constant(new long[] {8 * filters, in})), MatMul.transposeB(true));
        List<Operand<TInt32>> size = new ArrayList<>();
        IntStream.range(0, 4).forEach(axis -> size.add(size(x, axis)));
        // Batch and depth stay together: TensorFlow transposes up to eight axes.
        Operand<TFloat32> apart = tf.reshape(blocks, shape(tf.math.mul(size.get(0), size.get(1)), size.get(2),
            size.get(3), tf.constant(2), tf.constant(2), tf.constant(2), tf.constant((int) filters)));
        Operand<TFloat32> inPlace = tf.linalg.transpose(apart, tf.constant(new int[] {0, 3, 1, 4, 2, 5, 6}));
        Operand<TFloat32> y = tf.reshape(inPlace, shape(size.get(0), doubled(size.get(1)), doubled(size.get(2)),
            doubled(size.get(3)), tf.constant((int) filters)));
        return biasAdd(name, y, filters);
    }

    // -- Vectors --

    /**
     * A map of a known size as a vector: depth × height × width × channels.
     *
     * @return batch × units
     */
    public Operand<TFloat32> flatten(Operand<TFloat32> x) {
        return tf.reshape(x, tf.constant(new long[] {-1, LongStream.of(withoutBatch(x)).reduce(1, (a, b) -> a * b)}));
    }

    /** {@code x · name/kernel + name/bias} for vectors; the kernel is in × out as in Keras' Dense. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> x, long units) {
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {Layers.channels(x), units},
            Weight.Kind.TRAINABLE, Initializer.GLOROT_UNIFORM);
        return biasAdd(name, tf.linalg.matMul(x, kernel), units);
    }

    // -- Normalisation, activation and pooling --

    /** As {@link Layers#batchNormalization}, over all axes but the last, of any number of them. */
    public Operand<TFloat32> batchNormalization(String name, Operand<TFloat32> x, double momentum, double epsilon) {
        if (!layers.isTraining()) {
            return normalizeByStatistics(name, x, epsilon);
        }
        Operand<TFloat32> asMap = tf.reshape(x, tf.constant(new long[] {-1, 1, 1, Layers.channels(x)}));
        return tf.reshape(layers.batchNormalization(name, asMap, momentum, epsilon), tf.shape(x));
    }

    /** The same as a product and a sum, which TensorFlow folds into the convolution before them, unlike reshaping. */
    private Operand<TFloat32> normalizeByStatistics(String name, Operand<TFloat32> x, double epsilon) {
        long[] shape = {Layers.channels(x)};
        Operand<TFloat32> gamma = variables.get(name + "/gamma", shape, Weight.Kind.TRAINABLE, Initializer.ONES);
        Operand<TFloat32> beta = variables.get(name + "/beta", shape, Weight.Kind.TRAINABLE, Initializer.ZEROS);
        Operand<TFloat32> mean = variables.get(name + "/moving_mean", shape, Weight.Kind.STATISTIC, Initializer.ZEROS);
        Operand<TFloat32> variance =
            variables.get(name + "/moving_variance", shape, Weight.Kind.STATISTIC, Initializer.ONES);
        Operand<TFloat32> scale =
            tf.math.mul(gamma, tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon))));
        return tf.nn.biasAdd(tf.math.mul(x, scale), tf.math.sub(beta, tf.math.mul(mean, scale)));
    }

    /**
     * max(x, 0) + α · min(x, 0) (He et al., 2015) with an {@code name/alpha} for each value of a sample, as Keras has
     * it if no axes are shared; α starts at 0.
     *
     * @param x of a known size
     */
    public Operand<TFloat32> prelu(String name, Operand<TFloat32> x) {
        Operand<TFloat32> alpha = variables.get(name + "/alpha", withoutBatch(x), Weight.Kind.TRAINABLE,
            Initializer.ZEROS);
        return tf.math.add(tf.nn.relu(x), tf.math.mul(alpha, tf.math.minimum(x, tf.constant(0f))));
    }

    /**
     * Maximum of cubes that lie wholly inside the map (VALID): the maximum over depth of maxima over height and width.
     * TensorFlow's own MaxPool3D, where oneDNN does not replace it, gives the gradient to each of several equal maxima,
     * and behind a ReLU many are equal.
     *
     * @param window edge of the cubes
     * @param stride distance of neighbouring cubes
     */
    public Operand<TFloat32> maxPooling3D(Operand<TFloat32> x, int window, int stride) {
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

    private Operand<TFloat32> biasAdd(String name, Operand<TFloat32> x, long filters) {
        return tf.nn.biasAdd(x,
            variables.get(name + "/bias", new long[] {filters}, Weight.Kind.TRAINABLE, Initializer.ZEROS));
    }

    private static long[] withoutBatch(Operand<TFloat32> x) {
        long[] shape = x.asOutput().shape().asArray();
        return Arrays.copyOfRange(shape, 1, shape.length);
    }

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
