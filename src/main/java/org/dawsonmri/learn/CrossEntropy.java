package org.dawsonmri.learn;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * Cross-entropy on logits: Σ w·(ln Σ_c e^x_c − x_label) / Σ w over batch and pixels, w the weight of a pixel's label.
 * Equal to PyTorch's CrossEntropyLoss. A single class has the sigmoid's cross-entropy, as {@link BinaryCrossentropy}.
 *
 * @param doubleSoftmax takes the probabilities for logits, as the second paper's code does for its U-Nets (those of a
 *        softmax) and NoPoolASPP (those of sigmoids); gradients are weak then and the loss stays far above 0. Only for
 *        comparisons with that code
 * @param classWeights the background first; empty for equal ones
 */
public record CrossEntropy(boolean doubleSoftmax, List<Double> classWeights) implements Loss {

    public CrossEntropy {
        classWeights = ClassWeights.checked(classWeights);
    }

    /** One softmax, all classes alike. */
    public CrossEntropy() {
        this(false, List.of());
    }

    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits,
        Activation activation) {
        int channels = (int) Layers.channels(logits);
        if (channels == 1) {
            requireSeveralClasses();
            return BinaryCrossentropy.ofOneClass(tf, labels, logits, classWeights);
        }
        requireSoftmax(activation);
        Operand<TFloat32> scores = doubleSoftmax ? activation.probabilities(tf, logits) : logits;
        // NB: TensorFlow has the gradient of this operation right on two axes only.
        Operand<TFloat32> rows = tf.reshape(tf.math.mul(labels, LabelMask.of(tf, labels)),
            tf.constant(new int[] {-1, channels}));
        Operand<TFloat32> perPixel = tf.nn.softmaxCrossEntropyWithLogits(
            tf.reshape(scores, tf.constant(new int[] {-1, channels})), rows).loss();
        // A row of zeros, as a pixel of unknown class has, gets no weight.
        Operand<TFloat32> weights = ClassWeights.perClass(tf, classWeights, channels, 1);
        return BinaryCrossentropy.weightedMean(tf, perPixel, tf.sum(tf.math.mul(rows, weights), tf.constant(-1)), 0);
    }

    /** Sigmoids stay what they are when all logits grow alike, which this loss does not see. */
    private void requireSoftmax(Activation activation) {
        if (activation == Activation.SIGMOID && !doubleSoftmax) {
            throw new DawsonException("the loss has a cross-entropy, which is of a softmax, but the network's "
                + "'activation' is SIGMOID; choose bce or a loss of the Dice family, or SOFTMAX (cross-entropy with "
                + "double_softmax repeats the published code)");
        }
    }

    private void requireSeveralClasses() {
        if (doubleSoftmax) {
            throw new DawsonException("loss_options: double_softmax is on for a single class, where it would be 0 "
                + "everywhere; it needs two classes or more");
        }
    }
}
