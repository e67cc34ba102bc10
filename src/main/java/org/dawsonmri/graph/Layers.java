package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The vocabulary networks are written in, with Keras' names. Feature maps of slices are batch × height × width ×
 * channels (NHWC), those of volumes batch × depth × height × width × channels, vectors batch × units; an operation
 * whose name has no 2D takes both kinds of maps and is made by the rank of its input. Convolutions have stride 1. One
 * object builds one tower of a graph, either for training (dropout drops, batch normalisation uses and updates batch
 * statistics) or for evaluation.
 *
 * <p>Only operations whose gradients TensorFlow has right are used, and {@link Backpropagation} for the convolutions of
 * volumes; {@code LayersGradientTest} checks each one against finite differences.
 *
 * <pre>{@code
 * Operand<TFloat32> x = layers.conv("conv1", images, 16, 3, true);
 * x = layers.relu(layers.batchNormalization("bn1", x, 0.9, 1e-5));
 * }</pre>
 */
public final class Layers {

    private final Ops tf;
    private final PlaneOperations planes;
    private final VolumeOperations volumes;
    private final Variables variables;
    private final boolean training;
    private final Operand<TInt64> step;
    private final Predicate<String> trained;
    private long dropouts;

    private Layers(Ops tf, Variables variables, boolean training, Operand<TInt64> step, Predicate<String> trained) {
        this.tf = tf;
        this.planes = new PlaneOperations(tf);
        this.volumes = new VolumeOperations(tf);
        this.trained = trained;
        this.variables = variables;
        this.training = training;
        this.step = step;
    }

    /**
     * Layers of a training tower.
     *
     * @param step vector of two numbers (the seed and the training step): what dropout draws from, so that a resumed
     *        training drops the same units
     */
    public static Layers forTraining(Ops tf, Variables variables, Operand<TInt64> step) {
        return forTraining(tf, variables, step, name -> true);
    }

    /**
     * Layers of a training tower of which some stay as they are: their batch normalisation goes by its running
     * statistics, as in evaluation, and leaves them alone. That their weights stay is the optimiser's business.
     *
     * @param trained whether the variable of that name is trained
     */
    public static Layers forTraining(Ops tf, Variables variables, Operand<TInt64> step, Predicate<String> trained) {
        return new Layers(tf, variables, true, step, trained);
    }

    /** Layers of an evaluation tower. */
    public static Layers forEvaluation(Ops tf, Variables variables) {
        return new Layers(tf, variables, false, null, name -> false);
    }

    /** The graph's operations, for what is not a layer. */
    public Ops tf() {
        return tf;
    }

    /** Number of channels of a feature map. */
    public static long channels(Operand<TFloat32> x) {
        return x.asOutput().shape().get(rank(x) - 1);
    }

    /** Number of axes: 4 of slices, 5 of volumes, 2 of vectors. */
    static int rank(Operand<TFloat32> x) {
        return x.asOutput().shape().numDimensions();
    }

    private MapOperations operations(Operand<TFloat32> x) {
        return rank(x) == 5 ? volumes : planes;
    }

    // -- Convolutions --

    /** A convolution with SAME padding, Glorot-uniform kernel {@code name/kernel} and zero {@code name/bias}. */
    public Operand<TFloat32> conv(String name, Operand<TFloat32> x, long filters, int size, boolean bias) {
        return conv(name, x, filters, bias ? Convolution.of(size) : Convolution.of(size).withoutBias());
    }

    /**
     * A convolution of any kind with the variables {@code name/kernel}, [depth ×] height × width × in × out, and
     * {@code name/bias}.
     */
    public Operand<TFloat32> conv(String name, Operand<TFloat32> x, long filters, Convolution kind) {
        int dimensions = rank(x) - 2;
        long in = channels(x);
        Operand<TFloat32> kernel = variables.get(name + "/kernel", kind.kernelShape(dimensions, in, filters),
            Weight.Kind.TRAINABLE, kind.initializer());
        Operand<TFloat32> y = operations(x).conv(x, kernel, kind, training);
        return kind.bias() ? biasAdd(name, y, filters, kind.biasInitializer(dimensions, in)) : y;
    }

    /** The same linear map of the channels at each pixel, without bias; the kernel is in × out as in Keras' Dense. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> x, long units, Initializer initializer) {
        long in = channels(x);
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {in, units}, Weight.Kind.TRAINABLE,
            initializer);
        Operand<TFloat32> as1x1 = tf.reshape(kernel, tf.constant(new long[] {1, 1, in, units}));
        return tf.nn.conv2d(x, as1x1, PlaneOperations.UNIT_STRIDES, "VALID");
    }

    /** {@code x · name/kernel + name/bias} for vectors; the kernel is in × out as in Keras' Dense. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> x, long units) {
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {channels(x), units},
            Weight.Kind.TRAINABLE, Initializer.GLOROT_UNIFORM);
        return biasAdd(name, tf.linalg.matMul(x, kernel), units, Initializer.ZEROS);
    }

    /** A map of a known size as a vector, of [depth ×] height × width × channels. */
    public Operand<TFloat32> flatten(Operand<TFloat32> x) {
        return tf.reshape(x, tf.constant(new long[] {-1, LongStream.of(withoutBatch(x)).reduce(1, (a, b) -> a * b)}));
    }

    /**
     * Transposed convolution that doubles all sides: size 2, stride 2, as U-Net's "up-convolution". The kernel is
     * [depth ×] height × width × out × in, as Keras stores it.
     */
    public Operand<TFloat32> convTranspose(String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> kernel = variables.get(name + "/kernel",
            Convolution.of(2).kernelShape(rank(x) - 2, filters, channels(x)), Weight.Kind.TRAINABLE,
            Initializer.GLOROT_UNIFORM);
        return biasAdd(name, operations(x).convTranspose(x, kernel, filters), filters, Initializer.ZEROS);
    }

    private Operand<TFloat32> biasAdd(String name, Operand<TFloat32> x, long filters, Initializer initializer) {
        return tf.nn.biasAdd(x,
            variables.get(name + "/bias", new long[] {filters}, Weight.Kind.TRAINABLE, initializer));
    }

    // -- Normalisation --

    /**
     * Batch normalisation over all axes but the last with {@code gamma}, {@code beta} and the running statistics
     * {@code moving_mean} and {@code moving_variance} (of the unbiased batch variance, as TensorFlow's fused operation
     * and PyTorch have it).
     *
     * @param momentum share of the old running statistic that is kept at each step (Keras' convention: PyTorch's 0.1 is
     *        0.9 here)
     */
    public Operand<TFloat32> batchNormalization(String name, Operand<TFloat32> x, double momentum, double epsilon) {
        boolean learning = training && trained.test(name + "/gamma");
        return new BatchNormalization(tf, variables, training, learning, momentum, epsilon).apply(name, x);
    }

    // -- Activations --

    public Operand<TFloat32> relu(Operand<TFloat32> x) {
        return tf.nn.relu(x);
    }

    public Operand<TFloat32> sigmoid(Operand<TFloat32> x) {
        return tf.math.sigmoid(x);
    }

    public Operand<TFloat32> leakyRelu(Operand<TFloat32> x, double alpha) {
        return tf.nn.leakyRelu(x, LeakyRelu.alpha((float) alpha));
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

    private static long[] withoutBatch(Operand<TFloat32> x) {
        long[] shape = x.asOutput().shape().asArray();
        return Arrays.copyOfRange(shape, 1, shape.length);
    }

    // -- Pooling and up-sampling --

    /** Maximum of blocks of 2 along each side, which must be even. */
    public Operand<TFloat32> maxPooling(Operand<TFloat32> x) {
        return maxPooling(x, 2, 2);
    }

    /**
     * Maximum of squares or cubes that lie wholly inside the map (VALID).
     *
     * @param window their edge
     * @param stride distance of neighbouring ones
     */
    public Operand<TFloat32> maxPooling(Operand<TFloat32> x, int window, int stride) {
        return operations(x).maxPooling(x, window, stride);
    }

    /** Doubles height and width by repeating each pixel. */
    public Operand<TFloat32> upSampling2DNearest(Operand<TFloat32> x) {
        return planes.nearest(x);
    }

    /** Doubles height and width by linear interpolation between pixel centres (Keras' and PyTorch's bilinear). */
    public Operand<TFloat32> upSampling2DBilinear(Operand<TFloat32> x) {
        return planes.bilinear(x);
    }

    /** Mean over height and width: batch × 1 × 1 × channels. */
    public Operand<TFloat32> globalAveragePooling2D(Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    }

    /** Repeats a map of one pixel over height and width of another. */
    public Operand<TFloat32> repeatOver(Operand<TFloat32> onePixel, Operand<TFloat32> like) {
        Operand<TInt32> size = tf.slice(tf.shape(like), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
        return tf.image.resizeNearestNeighbor(onePixel, size);
    }

    /** 1 at the first maximum (in raster order) of each 2×2 block, else 0: where {@link #maxPooling} took from. */
    public Operand<TFloat32> maximumMask2D(Operand<TFloat32> x) {
        return FirstMaximum.mask(tf, x);
    }

    /** Puts each value back to its block's maximum, zeros elsewhere. */
    public Operand<TFloat32> maxUnpooling2D(Operand<TFloat32> x, Operand<TFloat32> maximumMask) {
        return tf.math.mul(upSampling2DNearest(x), maximumMask);
    }

    /** Mirrors the image at its border pixels, as far as {@code margin} beyond them on each side. */
    public Operand<TFloat32> mirrorPadding2D(Operand<TFloat32> x, int margin) {
        return Margins.mirror(tf, x, margin);
    }

    /** Cuts off {@code margin} pixels on each side. */
    public Operand<TFloat32> cropping2D(Operand<TFloat32> x, int margin) {
        return Margins.crop(tf, x, margin);
    }

    // -- Merging and regularisation --

    /** Joins feature maps along the channels, in the given order. */
    public Operand<TFloat32> concatenate(Operand<TFloat32> first, Operand<TFloat32> second) {
        return concatenate(List.of(first, second));
    }

    /** Joins any number of feature maps along the channels, in the given order. */
    public Operand<TFloat32> concatenate(List<Operand<TFloat32>> maps) {
        return tf.concat(maps, tf.constant(-1));
    }

    /** While training, zeroes each value with probability {@code rate} and scales the others by 1 / (1 − rate). */
    public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate) {
        return training && rate > 0 ? drop(x, tf.shape(x), rate) : x;
    }

    /** Dropout as first published and as EDDL has it: not scaled while training, times 1 − rate in evaluation. */
    public Operand<TFloat32> unscaledDropout(Operand<TFloat32> x, double rate) {
        return tf.math.mul(dropout(x, rate), tf.constant((float) (1 - rate)));
    }

    /** While training, zeroes whole channels of single samples (PyTorch's Dropout2d). */
    public Operand<TFloat32> spatialDropout2D(Operand<TFloat32> x, double rate) {
        if (!training || rate == 0) {
            return x;
        }
        Operand<TInt32> shape = tf.shape(x);
        Operand<TInt32> perChannel = tf.stack(
            List.of(planes.size(shape, 0), tf.constant(1), tf.constant(1), planes.size(shape, 3)), Stack.axis(0L));
        return drop(x, perChannel, rate);
    }

    private Operand<TFloat32> drop(Operand<TFloat32> x, Operand<TInt32> noiseShape, double rate) {
        // Each dropout of a network draws from a seed of its own, made from the step's and its place.
        Operand<TInt64> seed = tf.math.add(step, tf.constant(new long[] {1_000_003L * ++dropouts, 0}));
        Operand<TFloat32> noise = tf.random.statelessRandomUniform(noiseShape, seed);
        Operand<TFloat32> keep = tf.dtypes.cast(
            tf.math.greaterEqual(noise, tf.constant((float) rate)), TFloat32.class);
        return tf.math.mul(x, tf.math.mul(keep, tf.constant((float) (1 / (1 - rate)))));
    }
}
