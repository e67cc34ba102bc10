package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * One minus the first paper's Dice: for each image and class (2·Σ p·g + s) / (Σ p + Σ g + s) with plain probabilities
 * and sums over the image's pixels, then the mean over the classes other than the background and over the images. 0 for
 * a perfect prediction. An image without the class counts like any other, so that with many empty slices they decide;
 * {@code batch} takes the sums over the whole batch instead.
 *
 * @param smooth s; the first paper has 1
 * @param batch sums over all images of a batch
 * @param classWeights the background first, for a weighted mean over classes; empty for 0, 1, 1, …
 */
public record SoftDice(double smooth, boolean batch, List<Double> classWeights) implements Loss {

    public SoftDice {
        Smooth.check(smooth);
        classWeights = ClassWeights.checked(classWeights);
    }

    /** As in the first paper. */
    public SoftDice() {
        this(1, false, List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        ClassTargets maps = ClassTargets.of(tf, labels, logits, activation, classWeights, 0);
        int[] axes = batch ? new int[] {0, 1, 2} : new int[] {1, 2};
        Operand<TFloat32> s = tf.constant((float) smooth);
        Operand<TFloat32> overlap = tf.math.mul(tf.constant(2f), maps.overlap(tf, axes));
        Operand<TFloat32> sizes = tf.math.add(maps.predicted(tf, axes), maps.reference(tf, axes));
        return maps.oneMinusMean(tf, tf.math.div(tf.math.add(overlap, s), tf.math.add(sizes, s)));
    }
}
