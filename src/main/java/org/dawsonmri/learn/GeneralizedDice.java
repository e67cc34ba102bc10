package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * The generalised Dice loss (Sudre et al., 2017, arXiv:1707.03237): 1 − 2·Σ_c w_c·Σ p·g / Σ_c w_c·Σ (p + g) over all
 * classes, the background included, with w_c = 1 / (Σ g)², so that a small class counts as much as a large one. Sums
 * go over the whole batch. A single class has the background 1 − p beside it.
 *
 * <p>A class that the batch does not have would get an infinite weight; it gets that of the smallest one it has.
 *
 * @param classWeights factors to w_c, the background first; empty for equal ones
 */
public record GeneralizedDice(List<Double> classWeights) implements Loss {

    private static final int[] AXES = {0, 1, 2};
    private static final float NOTHING = 1e30f;
    /** Keeps a batch in which all classes with a weight are absent, and predicted nowhere, from dividing by zero. */
    private static final float TINY = 1e-7f;

    public GeneralizedDice {
        classWeights = ClassWeights.checked(classWeights);
    }

    /** Sudre's weights alone. */
    public GeneralizedDice() {
        this(List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        ClassTargets maps = ClassTargets.withBackground(tf, labels, logits, activation, classWeights, 1);
        Operand<TFloat32> volumes = maps.reference(tf, AXES);
        Operand<TFloat32> weights = tf.math.mul(maps.weights(), inverseSquares(tf, volumes));
        Operand<TFloat32> overlap = total(tf, weights, maps.overlap(tf, AXES));
        Operand<TFloat32> sizes = total(tf, weights, tf.math.add(maps.predicted(tf, AXES), volumes));
        Operand<TFloat32> score = tf.math.div(tf.math.mul(tf.constant(2f), overlap),
            tf.math.add(sizes, tf.constant(TINY)));
        return tf.math.sub(tf.constant(1f), score);
    }

    /** NB: (smallest / Σ g)² instead of 1 / (Σ g)²: the factor leaves the loss as it is, and floats stay near 1. */
    private static Operand<TFloat32> inverseSquares(Ops tf, Operand<TFloat32> volumes) {
        var isThere = tf.math.greater(volumes, tf.constant(0f));
        Operand<TFloat32> nothing = tf.math.add(tf.zerosLike(volumes), tf.constant(NOTHING));
        Operand<TFloat32> smallest = tf.min(tf.select(isThere, volumes, nothing), tf.constant(new int[] {0, 1, 2, 3}));
        Operand<TFloat32> filled = tf.select(isThere, volumes, tf.math.add(tf.zerosLike(volumes), smallest));
        return tf.math.square(tf.math.div(smallest, filled));
    }

    private static Operand<TFloat32> total(Ops tf, Operand<TFloat32> weights, Operand<TFloat32> perClass) {
        return tf.sum(tf.math.mul(weights, perClass), tf.constant(new int[] {0, 1, 2, 3}));
    }
}
