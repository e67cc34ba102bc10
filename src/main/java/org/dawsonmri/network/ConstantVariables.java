package org.dawsonmri.network;

import org.dawsonmri.DawsonException;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trained weights as constants: what an inference graph is built from. */
public final class ConstantVariables implements Variables {

    private final Ops tf;
    private final Map<String, Weight> weights = new HashMap<>();
    private final Map<String, Operand<TFloat32>> constants = new HashMap<>();

    /**
     * @param tf the graph's operations
     * @param weights all variables of the network; others (an optimiser's slots) are not looked at
     */
    public ConstantVariables(Ops tf, List<Weight> weights) {
        this.tf = tf;
        weights.forEach(w -> this.weights.put(w.name(), w));
    }

    // -- Variables methods --

    @Override
    public Operand<TFloat32> get(String name, long[] shape, Weight.Kind kind, Initializer initializer) {
        return constants.computeIfAbsent(name, n -> {
            Weight w = weights.get(n);
            if (w == null || !Arrays.equals(w.shape(), shape)) {
                throw new DawsonException("weights: " + n + " has the shape "
                    + (w == null ? "(missing)" : Arrays.toString(w.shape())) + ", the network expects "
                    + Arrays.toString(shape) + "; use weights of the same network, channels and classes");
            }
            try (TFloat32 value = TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(w.values(), true, false))) {
                return tf.withName(n.replace('/', '.')).constantOf(value);
            }
        });
    }

    @Override
    public void updateEachStep(Operand<TFloat32> variable, Operand<TFloat32> value) {
        throw new IllegalStateException("an inference graph has nothing to update; build it in evaluation mode");
    }
}
