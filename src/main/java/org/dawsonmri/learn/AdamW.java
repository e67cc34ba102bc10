package org.dawsonmri.learn;

import org.dawsonmri.graph.GraphVariables;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter, 2019, arXiv:1711.05101) as PyTorch has it: before
 * Adam's step, w ← w − η·λ·w for kernels; biases and batch normalisation's gamma and beta do not decay.
 *
 * @param beta1 decay of the gradients' mean
 * @param beta2 decay of their squares' mean
 * @param epsilon added outside the root
 * @param weightDecay λ
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

    public AdamW {
        new Adam(beta1, beta2, epsilon);
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight_decay is " + weightDecay + ", expected 0 or more");
        }
    }

    /** Adam's defaults and λ = 0.01, PyTorch's. */
    public AdamW() {
        this(0.9, 0.999, 1e-7, 0.01);
    }

    @Override
    public List<Op> updates(Ops tf, GraphVariables variables, List<String> names, List<Operand<TFloat32>> gradients,
        Operand<TFloat32> learningRate, Operand<TFloat32> step) {
        Operand<TFloat32> kept = tf.math.sub(tf.constant(1f),
            tf.math.mul(learningRate, tf.constant((float) weightDecay)));
        List<Op> decays = new ArrayList<>();
        for (String name : names) {
            // Kernels have at least two axes, all else is one number per channel.
            if (variables.shape(name).length > 1) {
                Operand<TFloat32> weight = variables.variable(name);
                decays.add(tf.assign(weight, tf.math.mul(weight, kept)));
            }
        }
        // NB: each decay waits for all gradients, so what waits for all decays waits for both.
        Ops afterDecay = decays.isEmpty() ? tf : tf.withControlDependencies(decays);
        return new Adam(beta1, beta2, epsilon).updates(afterDecay, variables, names, gradients, learningRate, step);
    }
}
