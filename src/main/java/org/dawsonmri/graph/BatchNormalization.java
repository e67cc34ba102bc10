package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Batch normalisation over all axes but the last, of any number of them.
 *
 * @param learning whether it goes by the batch's statistics and updates the running ones; if not, it goes by these
 * @param training whether the tower is one of training
 */
record BatchNormalization(Ops tf, Variables variables, boolean training, boolean learning, double momentum,
    double epsilon) {

    /** TensorFlow's operation takes maps of slices only. */
    private static final int RANK = 4;

    /** With {@code name/gamma}, {@code name/beta}, {@code name/moving_mean} and {@code name/moving_variance}. */
    Operand<TFloat32> apply(String name, Operand<TFloat32> x) {
        long[] shape = {Layers.channels(x)};
        Operand<TFloat32> gamma = variables.get(name + "/gamma", shape, Weight.Kind.TRAINABLE, Initializer.ONES);
        Operand<TFloat32> beta = variables.get(name + "/beta", shape, Weight.Kind.TRAINABLE, Initializer.ZEROS);
        Operand<TFloat32> mean = variables.get(name + "/moving_mean", shape, Weight.Kind.STATISTIC, Initializer.ZEROS);
        Operand<TFloat32> variance =
            variables.get(name + "/moving_variance", shape, Weight.Kind.STATISTIC, Initializer.ONES);
        if (Layers.rank(x) == RANK) {
            return fused(x, gamma, beta, mean, variance);
        }
        if (training) {
            Operand<TFloat32> asMap = tf.reshape(x, tf.constant(new long[] {-1, 1, 1, shape[0]}));
            return tf.reshape(fused(asMap, gamma, beta, mean, variance), tf.shape(x));
        }
        // A product and a sum, which TensorFlow folds into the convolution before them, unlike reshaping.
        Operand<TFloat32> scale =
            tf.math.mul(gamma, tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon))));
        return tf.nn.biasAdd(tf.math.mul(x, scale), tf.math.sub(beta, tf.math.mul(mean, scale)));
    }

    // -- Helper methods --

    private Operand<TFloat32> fused(Operand<TFloat32> x, Operand<TFloat32> gamma, Operand<TFloat32> beta,
        Operand<TFloat32> mean, Operand<TFloat32> variance) {
        if (!learning) {
            return tf.nn.fusedBatchNorm(x, gamma, beta, mean, variance, FusedBatchNorm.isTraining(false),
                FusedBatchNorm.epsilon((float) epsilon)).y();
        }
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> bn = tf.nn.fusedBatchNorm(x, gamma, beta, none, none,
            FusedBatchNorm.isTraining(true), FusedBatchNorm.epsilon((float) epsilon));
        variables.updateEachStep(mean, blend(mean, bn.batchMean()));
        variables.updateEachStep(variance, blend(variance, bn.batchVariance()));
        return bn.y();
    }

    private Operand<TFloat32> blend(Operand<TFloat32> old, Operand<TFloat32> now) {
        return tf.math.add(tf.math.mul(old, tf.constant((float) momentum)),
            tf.math.mul(now, tf.constant((float) (1 - momentum))));
    }
}
