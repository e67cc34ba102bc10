package org.dawsonmri.learn;

import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Weight;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015, arXiv:1412.6980) as TensorFlow has it: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
 * w ← w − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε).
 *
 * @param beta1 decay of the gradients' mean
 * @param beta2 decay of their squares' mean
 * @param epsilon added outside the root; Keras has 1e-7
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {

    public Adam {
        OptimizerSettings.requireDecay("beta1", beta1);
        OptimizerSettings.requireDecay("beta2", beta2);
        OptimizerSettings.requireEpsilon(epsilon);
    }

    /** Keras' defaults: 0.9, 0.999, 1e-7. */
    public Adam() {
        this(0.9, 0.999, 1e-7);
    }

    @Override
    public List<Op> updates(Ops tf, GraphVariables variables, List<String> names, List<Operand<TFloat32>> gradients,
        Operand<TFloat32> learningRate, Operand<TFloat32> step) {
        Operand<TFloat32> b1 = tf.constant((float) beta1);
        Operand<TFloat32> b2 = tf.constant((float) beta2);
        Operand<TFloat32> power1 = tf.math.pow(b1, step);
        Operand<TFloat32> power2 = tf.math.pow(b2, step);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            long[] shape = variables.shape(name);
            updates.add(tf.train.applyAdam(variables.variable(name),
                variables.get("optimizer/m/" + name, shape, Weight.Kind.SLOT, Initializer.ZEROS),
                variables.get("optimizer/v/" + name, shape, Weight.Kind.SLOT, Initializer.ZEROS),
                power1, power2, learningRate, b1, b2, tf.constant((float) epsilon), gradients.get(i)));
        }
        return updates;
    }
}
