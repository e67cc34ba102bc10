package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * The Dice loss of the second paper as its code has it: (−2·Σ w·p·g + s) / (Σ w·p² + Σ w·g² + s) with sums over the
 * whole batch, all channels (the background included) and all pixels. Near −1 for a perfect prediction, +1 if both are
 * empty. The squared denominator is that of V-Net (Milletari et al., 2016, arXiv:1606.04797).
 *
 * @param smooth s; the paper's code has 0.001
 * @param classWeights w, the background first; empty for equal ones
 */
public record DiceLoss(double smooth, List<Double> classWeights) implements Loss {

    public DiceLoss {
        Smooth.check(smooth);
        classWeights = ClassWeights.checked(classWeights);
    }

    /** s = 0.001, all classes alike. */
    public DiceLoss() {
        this(0.001, List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        ClassTargets maps = ClassTargets.of(tf, labels, logits, activation, classWeights, 1);
        Operand<TFloat32> s = tf.constant((float) smooth);
        Operand<TFloat32> overlap = sum(tf, maps, tf.math.mul(maps.probabilities(), maps.labels()));
        Operand<TFloat32> sizes = tf.math.add(sum(tf, maps, tf.math.square(maps.probabilities())),
            sum(tf, maps, tf.math.square(maps.labels())));
        return tf.math.div(tf.math.add(tf.math.mul(tf.constant(-2f), overlap), s), tf.math.add(sizes, s));
    }

    private static Operand<TFloat32> sum(Ops tf, ClassTargets maps, Operand<TFloat32> x) {
        return tf.sum(tf.math.mul(x, maps.weights()), tf.constant(new int[] {0, 1, 2, 3}));
    }
}
