package org.dawsonmri.loss;

import org.dawsonmri.network.Layers;
import org.dawsonmri.network.Outputs;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Binary cross-entropy as the first paper uses it (Keras): −mean[y·ln p + (1 − y)·ln(1 − p)] over batch, pixels and
 * channels. For one class it is computed from the logit, max(x, 0) − x·y + ln(1 + e^−|x|), which needs no clipping; for
 * several, from the softmax' probabilities clipped to [1e-7, 1 − 1e-7] as Keras does.
 */
public final class BinaryCrossentropy implements Loss {

    private static final float CLIP = 1e-7f;

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits) {
        Operand<TFloat32> perPixel = Layers.channels(logits) == 1
            ? fromLogits(tf, labels, logits)
            : fromProbabilities(tf, labels, Outputs.probabilities(tf, logits));
        return tf.math.mean(perPixel, tf.constant(new int[] {0, 1, 2, 3}));
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
