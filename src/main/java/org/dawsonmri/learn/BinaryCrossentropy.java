package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * Binary cross-entropy as the first paper uses it (Keras): −mean[y·ln p + (1 − y)·ln(1 − p)] over batch, pixels and
 * channels. Behind sigmoids it is computed from the logit, max(x, 0) − x·y + ln(1 + e^−|x|), which needs no clipping;
 * behind a softmax, from its probabilities clipped to [1e-7, 1 − 1e-7] as Keras does.
 *
 * @param classWeights the background first, for a weighted mean over the channels, or for one class over the pixels,
 *        each weighted by its label's class; empty for equal ones
 */
public record BinaryCrossentropy(List<Double> classWeights) implements Loss {

    private static final float CLIP = 1e-7f;

    public BinaryCrossentropy {
        classWeights = ClassWeights.checked(classWeights);
    }

    /** All classes alike. */
    public BinaryCrossentropy() {
        this(List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        if (Layers.channels(logits) == 1) {
            return ofOneClass(tf, labels, logits, classWeights);
        }
        int channels = (int) Layers.channels(logits);
        Operand<TFloat32> weights = ClassWeights.perClass(tf, classWeights, channels, 1);
        Operand<TFloat32> perPixel = activation == Activation.SIGMOID
            ? fromLogits(tf, labels, logits)
            : fromProbabilities(tf, labels, activation.probabilities(tf, logits));
        return LabelMask.mean(tf, tf.math.mul(perPixel, weights), labels);
    }

    /** Sigmoid cross-entropy of a single logit channel, weighted by each pixel's class. */
    static Operand<TFloat32> ofOneClass(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        List<Double> classWeights) {
        Operand<TFloat32> perPixel = fromLogits(tf, labels, logits);
        if (classWeights.isEmpty()) {
            return LabelMask.mean(tf, perPixel, labels);
        }
        Operand<TFloat32> weights = ClassWeights.perClass(tf, classWeights, 2, 1);
        Operand<TFloat32> both = tf.concat(List.of(tf.math.sub(tf.constant(1f), labels), labels), tf.constant(-1));
        Operand<TFloat32> known = tf.math.mul(both, LabelMask.of(tf, labels));
        Operand<TFloat32> pixelWeights = tf.sum(tf.math.mul(known, weights), tf.constant(-1));
        return weightedMean(tf, tf.squeeze(perPixel, org.tensorflow.op.core.Squeeze.axis(List.of(-1L))), pixelWeights,
            0, 1, 2);
    }

    /** Σ w·x / Σ w along all axes; 0 where all weights are. */
    static Operand<TFloat32> weightedMean(Ops tf, Operand<TFloat32> x, Operand<TFloat32> weights, int... axes) {
        Operand<TFloat32> total = tf.math.maximum(tf.sum(weights, tf.constant(axes)), tf.constant(CLIP));
        return tf.math.div(tf.sum(tf.math.mul(x, weights), tf.constant(axes)), total);
    }

    private static Operand<TFloat32> fromLogits(Ops tf, Operand<TFloat32> y, Operand<TFloat32> x) {
        Operand<TFloat32> softplus = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(x))));
        return tf.math.add(tf.math.sub(tf.nn.relu(x), tf.math.mul(x, y)), softplus);
    }

    private static Operand<TFloat32> fromProbabilities(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
        Operand<TFloat32> one = tf.constant(1f);
        Operand<TFloat32> clipped = tf.math.minimum(tf.math.maximum(p, tf.constant(CLIP)), tf.constant(1 - CLIP));
        Operand<TFloat32> right = tf.math.mul(y, tf.math.log(clipped));
        Operand<TFloat32> wrong = tf.math.mul(tf.math.sub(one, y), tf.math.log(tf.math.sub(one, clipped)));
        return tf.math.neg(tf.math.add(right, wrong));
    }
}
