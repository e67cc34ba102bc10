package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * Weighted sum of {@link SoftDice}, with sums over the whole batch, and {@link CrossEntropy}, as nnU-Net has it
 * (Isensee et al., 2021, doi:10.1038/s41592-020-01008-z): the first looks at overlap, the second at every pixel.
 *
 * @param diceWeight factor of the Dice part
 * @param crossEntropyWeight factor of the cross-entropy
 * @param smooth of the Dice part
 * @param classWeights of both parts, the background first; empty for each part's own
 */
public record DiceCrossEntropy(double diceWeight, double crossEntropyWeight, double smooth,
    List<Double> classWeights) implements Loss {

    public DiceCrossEntropy {
        if (!(diceWeight >= 0 && crossEntropyWeight >= 0 && diceWeight + crossEntropyWeight > 0
            && diceWeight + crossEntropyWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("dice_weight is " + diceWeight + " and cross_entropy_weight is "
                + crossEntropyWeight + ", expected numbers from 0 on, not both 0");
        }
        Smooth.check(smooth);
        classWeights = ClassWeights.checked(classWeights);
    }

    /** Both alike, smooth 1. */
    public DiceCrossEntropy() {
        this(1, 1, 1, List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        Operand<TFloat32> dice = new SoftDice(smooth, true, classWeights).call(tf, labels, logits, activation);
        Operand<TFloat32> entropy = new CrossEntropy(false, classWeights).call(tf, labels, logits, activation);
        return tf.math.add(tf.math.mul(tf.constant((float) diceWeight), dice),
            tf.math.mul(tf.constant((float) crossEntropyWeight), entropy));
    }
}
