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
     * @param outputs number of output channels: what {@link #outputs} says for the number of classes
     * @return logits, batch × height × width × outputs, for every pixel of the input also where convolutions are not
     *         padded
     */
    Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs);

    /**
     * Builds one tower as {@link #logits} does and gives all maps that the loss is to be applied to: one for most
     * networks, several where intermediate results are trained as well.
     *
     * @return at least one; the last is what {@link #logits} gives, the others have its shape
     */
    default List<Operand<TFloat32>> supervised(Layers layers, Operand<TFloat32> images, int outputs) {
        return List.of(logits(layers, images, outputs));
    }

    /**
     * Output channels for a number of classes (background not counted): 1 if the sigmoid of a single channel is the one
     * class' probability; classes + 1 for softmax, channel 0 is then the background.
     */
    default int outputs(int classes) {
        return Outputs.channels(classes);
    }

    /** Height and width of an input must be a multiple of this. */
    int sizeMultiple();

    /**
     * A rough count of floats that one input pixel needs in a forward pass, for choosing a batch that fits into memory.
     */
    int floatsPerPixel();
}
