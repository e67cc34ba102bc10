package org.dawsonmri.learn;

import org.dawsonmri.graph.GraphVariables;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * How gradients change weights; a record of its options, without state: its memory lies in variables of the kind SLOT,
 * which checkpoints keep.
 */
@FunctionalInterface
public interface Optimizer {

    /**
     * Adds the updates to a graph.
     *
     * @param tf the graph's operations
     * @param variables the graph's variables, also those that the optimiser asks for
     * @param names the trainable variables
     * @param gradients their gradients, in the same order
     * @param learningRate a number that is fed at each step
     * @param step number of this update, from 1, as float
     * @return what a training step has to run
     */
    List<Op> updates(Ops tf, GraphVariables variables, List<String> names, List<Operand<TFloat32>> gradients,
        Operand<TFloat32> learningRate, Operand<TFloat32> step);
}
