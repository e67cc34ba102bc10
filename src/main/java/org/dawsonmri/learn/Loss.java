package org.dawsonmri.learn;

import org.dawsonmri.graph.Activation;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training makes small; a record of its options, without state. A new loss is one new file and one line in
 * {@link Losses}.
 */
@FunctionalInterface
public interface Loss {

    /**
     * Adds the loss to a graph.
     *
     * @param tf the graph's operations
     * @param labels batch × height × width × outputs, 0 or 1: one-hot with the background first, or the mask of a
     *        single class; -1 in every output of a pixel that is not labelled, which counts for nothing
     * @param logits the network's output before sigmoid or softmax, same shape
     * @param activation how it becomes probabilities
     * @return one number
     */
    Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits, Activation activation);

    /** The loss for classes that exclude each other. */
    default Operand<TFloat32> call(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> logits) {
        return call(tf, labels, logits, Activation.SOFTMAX);
    }
}
