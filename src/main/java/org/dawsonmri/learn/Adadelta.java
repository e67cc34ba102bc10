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
 * AdaDelta (Zeiler, 2012, arXiv:1212.5701): s ← ρs + (1 − ρ)g², u = √(d + ε)/√(s + ε) · g, d ← ρd + (1 − ρ)u²,
 * w ← w − η·u. It finds its step size by itself: the paper has η = 1, so set the learning rate to 1.
 *
 * @param rho ρ, decay of both means of squares
 * @param epsilon inside of both roots; decides how large the first steps are
 */
public record Adadelta(double rho, double epsilon) implements Optimizer {

    public Adadelta {
        OptimizerSettings.requireDecay("rho", rho);
        OptimizerSettings.requireEpsilon(epsilon);
    }

    /** ρ = 0.95 and ε = 1e-6, as the paper's experiments. */
    public Adadelta() {
        this(0.95, 1e-6);
    }

    @Override
    public List<Op> updates(Ops tf, GraphVariables variables, List<String> names, List<Operand<TFloat32>> gradients,
        Operand<TFloat32> learningRate, Operand<TFloat32> step) {
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            long[] shape = variables.shape(name);
            updates.add(tf.train.applyAdadelta(variables.variable(name),
                variables.get("optimizer/squares/" + name, shape, Weight.Kind.SLOT, Initializer.ZEROS),
                variables.get("optimizer/deltas/" + name, shape, Weight.Kind.SLOT, Initializer.ZEROS),
                learningRate, tf.constant((float) rho), tf.constant((float) epsilon), gradients.get(i)));
        }
        return updates;
    }
}
