package org.dawsonmri.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * An architecture with its options; a value without state. A new network is one new file and one line in
 * {@link Networks}.
 */
public interface Network {

    /**
     * Builds one tower.
     *
     * @param layers the tower's layers, for training or evaluation
     * @param images batch × height × width × channels, float32, normalised; height and width are multiples of
     *        {@link #sizeMultiple()}
     * @param outputs number of output channels: 1 for one class (its sigmoid is the class' probability), else classes +
     *        1 (softmax, channel 0 is the background)
     * @return logits, batch × height × width × outputs
     */
    Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs);

    /**
     * The layers that a fine-tuning of the last ones trains: the last decoder block and the head, that is all whose
     * shape depends on the number of outputs. A variable belongs to a layer if its name begins with the layer's and a
     * slash.
     */
    default List<String> lastLayers() {
        return List.of("dec1", "head");
    }

    /** True if the variable of that name belongs to one of {@link #lastLayers()}. */
    default boolean isInLastLayers(String variable) {
        return lastLayers().stream().anyMatch(layer -> variable.startsWith(layer + "/"));
    }

    /** Height and width of an input must be a multiple of this. */
    int sizeMultiple();

    /**
     * A rough count of floats that one input pixel needs in a forward pass, for choosing a batch that fits into memory.
     */
    int floatsPerPixel();
}
