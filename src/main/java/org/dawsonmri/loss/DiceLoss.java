package org.dawsonmri.loss;

import org.dawsonmri.network.Outputs;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The Dice loss of the second paper as its code has it: (−2·Σ p·g + s) / (Σ p² + Σ g² + s) with s = 0.001 and sums over
 * the whole batch, all channels (the background included) and all pixels. Near −1 for a perfect prediction, +1 if both
 * are empty. The squared denominator is that of V-Net (Milletari et al., 2016, arXiv:1606.04797).
 */
public final class DiceLoss implements Loss {

    private static final float SMOOTH = 0.001f;

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits) {
        Operand<TFloat32> p = Outputs.probabilities(tf, logits);
        Operand<TFloat32> smooth = tf.constant(SMOOTH);
        Operand<TFloat32> overlap = sum(tf, tf.math.mul(p, labels));
        Operand<TFloat32> sizes = tf.math.add(sum(tf, tf.math.square(p)), sum(tf, tf.math.square(labels)));
        return tf.math.div(tf.math.add(tf.math.mul(tf.constant(-2f), overlap), smooth),
            tf.math.add(sizes, smooth));
    }

    private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
        return tf.sum(x, tf.constant(new int[] {0, 1, 2, 3}));
    }
}
