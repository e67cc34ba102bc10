package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

import java.util.List;
import java.util.function.Predicate;

/**
 * The vocabulary networks are written in, with Keras' names. Feature maps are batch × height × width × channels
 * (NHWC); convolutions have stride 1. One object builds one tower of a graph, either for training (dropout drops, batch
 * normalisation uses and updates batch statistics) or for evaluation.
 *
 * <p>Only operations whose gradients TensorFlow has right are used; {@code LayersGradientTest} checks each one against
 * finite differences.
 *
 * <pre>{@code
 * Operand<TFloat32> x = layers.conv2D("conv1", images, 16, 3, true);
 * x = layers.relu(layers.batchNormalization("bn1", x, 0.9, 1e-5));
 * }</pre>
 */
public final class Layers {

    private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

    private final Ops tf;
    private final Variables variables;
    private final boolean training;
    private final Operand<TInt64> step;
    private final Predicate<String> trained;
    private long dropouts;

    private Layers(Ops tf, Variables variables, boolean training, Operand<TInt64> step, Predicate<String> trained) {
        this.tf = tf;
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

    public boolean isTraining() {
        return training;
    }

    /** The layers of volumes, in the same tower. */
    public Layers3D volumes() {
        return new Layers3D(this, variables);
    }

    /** Number of channels of a feature map. */
    public static long channels(Operand<TFloat32> x) {
        return x.asOutput().shape().get(x.asOutput().shape().numDimensions() - 1);
    }

    // -- Convolutions --

    /** A square convolution, SAME padding, Glorot-uniform kernel {@code name/kernel} and zero {@code name/bias}. */
    public Operand<TFloat32> conv2D(String name, Operand<TFloat32> x, long filters, int size, boolean bias) {
        return conv2D(name, x, filters, size, bias, Initializer.GLOROT_UNIFORM);
    }

    /** As {@link #conv2D(String, Operand, long, int, boolean)} with another first kernel. */
    public Operand<TFloat32> conv2D(String name, Operand<TFloat32> x, long filters, int size, boolean bias,
        Initializer initializer) {
        return conv2D(name, x, filters, new Convolution(size, 1, false, bias, initializer));
    }

    /** A convolution of any kind with the variables {@code name/kernel} and {@code name/bias}. */
    public Operand<TFloat32> conv2D(String name, Operand<TFloat32> x, long filters, Convolution kind) {
        long in = channels(x);
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {kind.size(), kind.size(), in, filters},
            Weight.Kind.TRAINABLE, kind.initializer());
        Operand<TFloat32> y = kind.dilation() > 1 ? DilatedConvolution.apply(tf, x, kernel, kind.dilation())
            : tf.nn.conv2d(x, kernel, UNIT_STRIDES, kind.valid() ? "VALID" : "SAME");
        return kind.bias() ? biasAdd(name, y, filters, kind.biasInitializer(in)) : y;
    }

    /** The same linear map of the channels at each pixel, without bias; the kernel is in × out as in Keras' Dense. */
    public Operand<TFloat32> dense(String name, Operand<TFloat32> x, long units, Initializer initializer) {
        long in = channels(x);
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {in, units}, Weight.Kind.TRAINABLE,
            initializer);
        Operand<TFloat32> as1x1 = tf.reshape(kernel, tf.constant(new long[] {1, 1, in, units}));
        return tf.nn.conv2d(x, as1x1, UNIT_STRIDES, "VALID");
    }

    /**
     * Transposed convolution that doubles height and width: 2×2, stride 2, as U-Net's "up-convolution". The kernel is
     * height × width × out × in, as Keras stores it.
     */
    public Operand<TFloat32> conv2DTranspose(String name, Operand<TFloat32> x, long filters) {
        long in = channels(x);
        Operand<TFloat32> kernel = variables.get(name + "/kernel", new long[] {2, 2, filters, in},
            Weight.Kind.TRAINABLE, Initializer.GLOROT_UNIFORM);
        Operand<TInt32> shape = tf.shape(x);
        Operand<TInt32> outShape = tf.stack(List.of(
            size(shape, 0), doubled(shape, 1), doubled(shape, 2), tf.constant((int) filters)), Stack.axis(0L));
        Operand<TFloat32> y = tf.nn.conv2dBackpropInput(outShape, kernel, x, List.of(1L, 2L, 2L, 1L), "SAME");
        return biasAdd(name, y, filters, Initializer.ZEROS);
    }

    private Operand<TFloat32> biasAdd(String name, Operand<TFloat32> x, long filters, Initializer initializer) {
        return tf.nn.biasAdd(x,
            variables.get(name + "/bias", new long[] {filters}, Weight.Kind.TRAINABLE, initializer));
    }

    // -- Normalisation --

    /**
     * Batch normalisation over batch, height and width with {@code gamma}, {@code beta} and the running statistics
     * {@code moving_mean} and {@code moving_variance} (of the unbiased batch variance, as TensorFlow's fused operation
     * and PyTorch have it).
     *
     * @param momentum share of the old running statistic that is kept at each step (Keras' convention: PyTorch's 0.1 is
     *        0.9 here)
     */
    public Operand<TFloat32> batchNormalization(String name, Operand<TFloat32> x, double momentum, double epsilon) {
        long[] shape = {channels(x)};
        Operand<TFloat32> gamma = variables.get(name + "/gamma", shape, Weight.Kind.TRAINABLE, Initializer.ONES);
        Operand<TFloat32> beta = variables.get(name + "/beta", shape, Weight.Kind.TRAINABLE, Initializer.ZEROS);
        Operand<TFloat32> mean = variables.get(name + "/moving_mean", shape, Weight.Kind.STATISTIC, Initializer.ZEROS);
        Operand<TFloat32> variance =
            variables.get(name + "/moving_variance", shape, Weight.Kind.STATISTIC, Initializer.ONES);
        if (!training || !trained.test(name + "/gamma")) {
            return tf.nn.fusedBatchNorm(x, gamma, beta, mean, variance, FusedBatchNorm.isTraining(false),
                FusedBatchNorm.epsilon((float) epsilon)).y();
        }
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> bn = tf.nn.fusedBatchNorm(x, gamma, beta, none, none,
            FusedBatchNorm.isTraining(true), FusedBatchNorm.epsilon((float) epsilon));
        variables.updateEachStep(mean, blend(mean, bn.batchMean(), momentum));
        variables.updateEachStep(variance, blend(variance, bn.batchVariance(), momentum));
        return bn.y();
    }

    private Operand<TFloat32> blend(Operand<TFloat32> old, Operand<TFloat32> now, double momentum) {
        return tf.math.add(tf.math.mul(old, tf.constant((float) momentum)),
            tf.math.mul(now, tf.constant((float) (1 - momentum))));
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

    // -- Pooling and up-sampling --

    /** Maximum of 2×2 blocks. Height and width must be even. */
    public Operand<TFloat32> maxPooling2D(Operand<TFloat32> x) {
        Operand<TInt32> block = tf.constant(new int[] {1, 2, 2, 1});
        return tf.nn.maxPool(x, block, block, "VALID");
    }

    /** Doubles height and width by repeating each pixel. */
    public Operand<TFloat32> upSampling2DNearest(Operand<TFloat32> x) {
        return tf.image.resizeNearestNeighbor(x, doubledSize(x));
    }

    /** Doubles height and width by linear interpolation between pixel centres (Keras' and PyTorch's bilinear). */
    public Operand<TFloat32> upSampling2DBilinear(Operand<TFloat32> x) {
        return tf.image.resizeBilinear(x, doubledSize(x), ResizeBilinear.halfPixelCenters(true));
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

    /** 1 at the first maximum (in raster order) of each 2×2 block, else 0: where {@link #maxPooling2D} took from. */
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

    private Operand<TInt32> doubledSize(Operand<TFloat32> x) {
        Operand<TInt32> shape = tf.shape(x);
        return tf.stack(List.of(doubled(shape, 1), doubled(shape, 2)), Stack.axis(0L));
    }

    private Operand<TInt32> size(Operand<TInt32> shape, int axis) {
        return tf.gather(shape, tf.constant(axis), tf.constant(0));
    }

    private Operand<TInt32> doubled(Operand<TInt32> shape, int axis) {
        return tf.math.mul(size(shape, axis), tf.constant(2));
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
            List.of(size(shape, 0), tf.constant(1), tf.constant(1), size(shape, 3)), Stack.axis(0L));
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
