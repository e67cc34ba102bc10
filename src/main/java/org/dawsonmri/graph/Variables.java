package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Where layers get their variables from: changeable ones in a training graph ({@link GraphVariables}), constants in a
 * SavedModel ({@link ConstantVariables}), both in a graph that segments ({@link TrainedVariables}). Asking
 * twice for a name gives the same variable, so that a training and an evaluation tower share their weights.
 */
public interface Variables {

    /**
     * The variable of that name.
     *
     * @param name unique within the network
     * @param shape its shape
     * @param kind what it is for
     * @param initializer its first values, where it is made anew
     */
    Operand<TFloat32> get(String name, long[] shape, Weight.Kind kind, Initializer initializer);

    /** What a variable's operation is called in a graph, whose names are parted by slashes for other ends. */
    static String nodeName(String variable) {
        return variable.replace('/', '.');
    }

    /** Asks for {@code variable} to become {@code value} with every training step. Ignored where nothing can change. */
    void updateEachStep(Operand<TFloat32> variable, Operand<TFloat32> value);
}
