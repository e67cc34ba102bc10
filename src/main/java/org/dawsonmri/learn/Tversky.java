package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * The Tversky loss (Salehi et al., 2017, arXiv:1706.05721): one minus (TP + s) / (TP + α·FP + β·FN + s) with
 * TP = Σ p·g, FP = Σ p·(1 − g), FN = Σ (1 − p)·g over the whole batch; then the mean over the classes other than the
 * background. α = β = ½ is the Dice, β > α forgives too much rather than too little.
 *
 * @param alpha α, weight of false positives
 * @param beta β, weight of false negatives
 * @param smooth s
 * @param classWeights the background first, for a weighted mean over classes; empty for 0, 1, 1, …
 */
public record Tversky(double alpha, double beta, double smooth, List<Double> classWeights) implements Loss {

    private static final int[] AXES = {0, 1, 2};

    public Tversky {
        if (!(alpha >= 0 && beta >= 0 && alpha + beta > 0 && alpha + beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha is " + alpha + " and beta is " + beta
                + ", expected numbers from 0 on, not both 0");
        }
        Smooth.check(smooth);
        classWeights = ClassWeights.checked(classWeights);
    }

    /** α = 0.3, β = 0.7, the best pair of the paper; s = 1. */
    public Tversky() {
        this(0.3, 0.7, 1, List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        ClassTargets maps = ClassTargets.of(tf, labels, logits, activation, classWeights, 0);
        Operand<TFloat32> s = tf.constant((float) smooth);
        Operand<TFloat32> hits = maps.overlap(tf, AXES);
        Operand<TFloat32> falsePositives = tf.math.sub(maps.predicted(tf, AXES), hits);
        Operand<TFloat32> falseNegatives = tf.math.sub(maps.reference(tf, AXES), hits);
        Operand<TFloat32> errors = tf.math.add(tf.math.mul(tf.constant((float) alpha), falsePositives),
            tf.math.mul(tf.constant((float) beta), falseNegatives));
        Operand<TFloat32> right = tf.math.add(hits, s);
        return maps.oneMinusMean(tf, tf.math.div(right, tf.math.add(right, errors)));
    }
}
