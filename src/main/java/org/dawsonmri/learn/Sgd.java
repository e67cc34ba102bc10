package org.dawsonmri.learn;

import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Weight;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/**
 * Stochastic gradient descent with momentum as TensorFlow and PyTorch have it: a ← μa + g, w ← w − η·a; with
 * Nesterov's look-ahead (Sutskever et al., 2013) w ← w − η·(g + μa). The learning rate stands outside of the memory a,
 * so a new one holds at once. A learning rate of 0.01 is a usual start.
 *
 * @param momentum μ, 0 for none
 * @param nesterov looks ahead
 */
public record Sgd(double momentum, boolean nesterov) implements Optimizer {

    public Sgd {
        OptimizerSettings.requireDecay("momentum", momentum);
    }

    /** Momentum 0.9, as the second paper. */
    public Sgd() {
        this(0.9, false);
    }

    @Override
    public List<Op> updates(Ops tf, GraphVariables variables, List<String> names, List<Operand<TFloat32>> gradients,
        Operand<TFloat32> learningRate, Operand<TFloat32> step) {
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            updates.add(tf.train.applyMomentum(variables.variable(name), variables.get("optimizer/momentum/" + name,
                variables.shape(name), Weight.Kind.SLOT, Initializer.ZEROS), learningRate, gradients.get(i),
                tf.constant((float) momentum), ApplyMomentum.useNesterov(nesterov)));
        }
        return updates;
    }
}
