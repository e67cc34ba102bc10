package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trained weights in a graph that is to be run. Small ones are constants: TensorFlow arranges a constant kernel for its
 * convolution once, a variable one in each run, which shows where convolutions are quick. Large ones are variables:
 * TensorFlow copies constants a dozen times before the first run.
 */
public final class TrainedVariables implements Variables {

    /** Values of the largest constant: 1 MB. */
    private static final int LARGEST_CONSTANT = 1 << 18;

    private final Ops tf;
    private final String source;
    private final Map<String, Weight> weights;
    private final Map<String, Operand<TFloat32>> constants = new HashMap<>();
    private final GraphVariables large;

    /**
     * @param tf the graph's operations
     * @param weights all variables of the network; others are not looked at
     * @param source where they come from, for messages
     */
    public TrainedVariables(Ops tf, List<Weight> weights, String source) {
        this.tf = tf;
        this.source = source;
        this.weights = Weight.byName(weights);
        this.large = new GraphVariables(tf);
    }

    @Override
    public Operand<TFloat32> get(String name, long[] shape, Weight.Kind kind, Initializer initializer) {
        Weight weight = Weight.require(weights, name, shape, source);
        if (weight.values().length > LARGEST_CONSTANT) {
            return large.get(name, shape, kind, initializer);
        }
        return constants.computeIfAbsent(name, n -> tf.withName(Variables.nodeName(n)).constant(Shape.of(shape),
            DataBuffers.of(weight.values(), true, false)));
    }

    @Override
    public void updateEachStep(Operand<TFloat32> variable, Operand<TFloat32> value) {
        throw new IllegalStateException("an inference graph has nothing to update; build it in evaluation mode");
    }

    /** Once the graph is built and before it is run. The weights are not needed any more then. */
    public void assign(Session session) {
        large.restore(session, List.copyOf(weights.values()), source);
        weights.clear();
    }
}
