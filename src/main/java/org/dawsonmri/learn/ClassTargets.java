package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * What losses of the Dice family compare: one map per class. A network with a single output has the class alone, or the
 * background (1 − p) and the class where a loss or its weights need both.
 *
 * @param probabilities batch × height × width × classes
 * @param labels the same, 0 or 1; where a pixel's class is not known, both are 0 for all classes
 * @param weights one number per class, their mean is 1
 */
record ClassTargets(Operand<TFloat32> probabilities, Operand<TFloat32> labels, Operand<TFloat32> weights) {

    /**
     * The maps without the background where a single class has no weights.
     *
     * @param background the background's weight if none are set
     */
    static ClassTargets of(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits, Activation activation,
        List<Double> classWeights, double background) {
        if (Layers.channels(logits) == 1 && classWeights.isEmpty()) {
            return known(tf, labels, activation.probabilities(tf, logits), labels, tf.constant(new float[] {1}));
        }
        return withBackground(tf, labels, logits, activation, classWeights, background);
    }

    /** The maps with the background, always. */
    static ClassTargets withBackground(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation,
        List<Double> classWeights, double background) {
        int outputs = (int) Layers.channels(logits);
        Operand<TFloat32> p = activation.probabilities(tf, logits);
        Operand<TFloat32> weights = ClassWeights.perClass(tf, classWeights, Math.max(2, outputs), background);
        return outputs == 1
            ? known(tf, labels, bothClasses(tf, p), bothClasses(tf, labels), weights)
            : known(tf, labels, p, labels, weights);
    }

    /** Σ p·g along the axes, which stay with length 1. */
    Operand<TFloat32> overlap(Ops tf, int... axes) {
        return sum(tf, tf.math.mul(probabilities, labels), axes);
    }

    /** Σ p along the axes, which stay with length 1. */
    Operand<TFloat32> predicted(Ops tf, int... axes) {
        return sum(tf, probabilities, axes);
    }

    /** Σ g along the axes, which stay with length 1. */
    Operand<TFloat32> reference(Ops tf, int... axes) {
        return sum(tf, labels, axes);
    }

    /** One minus the weighted mean over the classes, and the mean over all else, of scores that {@code labels} have. */
    Operand<TFloat32> oneMinusMean(Ops tf, Operand<TFloat32> scores) {
        Operand<TFloat32> mean = tf.math.mean(tf.math.mul(scores, weights), tf.constant(new int[] {0, 1, 2, 3}));
        return tf.math.sub(tf.constant(1f), mean);
    }

    /** Both maps with 0 where the class of a pixel is not known, so that it adds to no sum. */
    private static ClassTargets known(Ops tf, Operand<TFloat32> given, Operand<TFloat32> p, Operand<TFloat32> g,
        Operand<TFloat32> weights) {
        Operand<TFloat32> known = LabelMask.of(tf, given);
        return new ClassTargets(tf.math.mul(p, known), tf.math.mul(g, known), weights);
    }

    private static Operand<TFloat32> bothClasses(Ops tf, Operand<TFloat32> map) {
        return tf.concat(List.of(tf.math.sub(tf.constant(1f), map), map), tf.constant(-1));
    }

    private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x, int... axes) {
        return tf.reduceSum(x, tf.constant(axes), ReduceSum.keepDims(true));
    }
}
