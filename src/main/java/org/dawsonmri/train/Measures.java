package org.dawsonmri.train;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Scores of a set of slices: a graph gives sums over each batch's pixels, padding left out, and here they are gathered
 * over batches. With p the probability, g the label and ŷ the predicted class of a pixel:
 *
 * <ul>
 * <li>Dice of a class: 2·Σ[ŷ = g] / (Σ[ŷ] + Σ[g]); undefined (NaN) if the class is in neither.
 * <li>Soft Dice of a class: 2·Σ p·g / (Σ p + Σ g); undefined if no pixel has the class.
 * <li>Mean squared error: mean of (p − g)² over pixels and output channels.
 * <li>Binary accuracy, as Keras: share of (p &gt; ½) = g over pixels and output channels.
 * </ul>
 */
public final class Measures {

    private static final int PREDICTED = 0;
    private static final int REFERENCE = 1;
    private static final int OVERLAP = 2;
    private static final int PROBABILITY = 3;
    private static final int SOFT_OVERLAP = 4;
    private static final int SQUARED_ERROR = 5;
    private static final int AGREEMENT = 6;
    private static final int PIXELS = 7;
    private static final int SUMS = 8;

    private final int classes;
    /** Rows of one number for each output channel; empty before the first batch. */
    private double[] sums = new double[0];

    /** @param classes number of classes, background not counted */
    Measures(int classes) {
        this.classes = classes;
    }

    // -- In the graph --

    /**
     * The sums of one batch: {@value #SUMS} rows with one number for each output channel.
     *
     * @param inside batch × height × width, 0 where a pixel does not count
     */
    static Operand<TFloat32> sums(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> labels,
        Operand<TFloat32> inside, Activation activation) {
        Operand<TFloat32> mask = tf.expandDims(inside, tf.constant(-1));
        Operand<TFloat32> p = activation.probabilities(tf, logits);
        Operand<TFloat32> g = tf.math.mul(labels, mask);
        Operand<TFloat32> prediction = prediction(tf, logits);
        Operand<TFloat32> above = tf.dtypes.cast(tf.math.greater(p, tf.constant(0.5f)), TFloat32.class);
        Operand<TFloat32> wrong = tf.math.abs(tf.math.sub(above, labels));
        Operand<TFloat32> right = tf.math.sub(tf.constant(1f), wrong);
        Operand<TFloat32> squares = tf.math.square(tf.math.sub(p, labels));
        List<Operand<TFloat32>> rows = List.of(masked(tf, prediction, mask), sum(tf, g),
            sum(tf, tf.math.mul(prediction, g)), masked(tf, p, mask), sum(tf, tf.math.mul(p, g)),
            masked(tf, squares, mask), masked(tf, right, mask), masked(tf, tf.onesLike(p), mask));
        return tf.stack(rows, Stack.axis(0L));
    }

    /** 1 in the channel of each pixel's class; a single channel is 1 above a probability of one half. */
    private static Operand<TFloat32> prediction(Ops tf, Operand<TFloat32> logits) {
        int outputs = (int) Layers.channels(logits);
        if (outputs == 1) {
            return tf.dtypes.cast(tf.math.greater(logits, tf.constant(0f)), TFloat32.class);
        }
        Operand<TInt32> best = tf.math.argMax(logits, tf.constant(-1), TInt32.class);
        return tf.oneHot(best, tf.constant(outputs), tf.constant(1f), tf.constant(0f));
    }

    private static Operand<TFloat32> masked(Ops tf, Operand<TFloat32> x, Operand<TFloat32> mask) {
        return sum(tf, tf.math.mul(x, mask));
    }

    private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
        return tf.sum(x, tf.constant(new int[] {0, 1, 2}));
    }

    // -- Over batches --

    /** Adds what {@link #sums} gave for a batch. */
    void add(float[] batchSums) {
        if (sums.length == 0) {
            // The network says how many outputs it has: some have the background even beside a single class.
            sums = new double[batchSums.length];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += batchSums[i];
        }
    }

    /** Dice of a class, from 1. */
    double dice(int index) {
        return 2 * at(OVERLAP, index) / (at(PREDICTED, index) + at(REFERENCE, index));
    }

    /** Soft Dice of a class, from 1. */
    double softDice(int index) {
        return at(REFERENCE, index) == 0
            ? Double.NaN
            : 2 * at(SOFT_OVERLAP, index) / (at(PROBABILITY, index) + at(REFERENCE, index));
    }

    /** Mean of a score over the classes where it is defined; NaN if it is nowhere. */
    double meanOverClasses(IntToDoubleFunction score) {
        return IntStream.rangeClosed(1, classes).mapToDouble(score).filter(s -> !Double.isNaN(s)).average()
            .orElse(Double.NaN);
    }

    double meanSquaredError() {
        return total(SQUARED_ERROR) / total(PIXELS);
    }

    double binaryAccuracy() {
        return total(AGREEMENT) / total(PIXELS);
    }

    private double at(int row, int index) {
        int outputs = sums.length / SUMS;
        return outputs == 0 ? 0 : sums[row * outputs + (outputs == 1 ? 0 : index)];
    }

    private double total(int row) {
        int outputs = sums.length / SUMS;
        return IntStream.range(0, outputs).mapToDouble(c -> sums[row * outputs + c]).sum();
    }
}
