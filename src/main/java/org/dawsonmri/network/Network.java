package org.dawsonmri.network;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

import java.util.Arrays;
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
     * @param images {@link #inputShape}, float32, normalised; sizes are multiples of {@link #sizeMultiple()}
     * @param outputs number of output channels: what {@link #outputs} says for the number of classes
     * @return logits for every pixel of the input, also where convolutions are not padded: the images' shape with
     *         outputs for channels; or batch × outputs, for the centre of each {@link #patch()}
     */
    Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs);

    /** 2 for networks of slices, batch × height × width; 3 for networks of volumes, batch × depth × height × width. */
    default int dimensions() {
        return 2;
    }

    /**
     * Edge, in voxels, of the cubes that a network decides about one by one: about the voxel at index patch / 2 in each
     * direction. 0 if it gives logits for every pixel of its input.
     */
    default int patch() {
        return 0;
    }

    /** Shape of a batch of images, −1 where any size will do: batch × [depth ×] height × width × channels. */
    default Shape inputShape(int channels) {
        long[] shape = new long[dimensions() + 2];
        Arrays.fill(shape, patch() > 0 ? patch() : -1);
        shape[0] = -1;
        shape[shape.length - 1] = channels;
        return Shape.of(shape);
    }

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

    /** How the logits of several output channels become probabilities. */
    default Activation activation() {
        return Activation.SOFTMAX;
    }

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

    /**
     * Layers that may start anew while the network learns, because they are so narrow that all their ReLUs can be 0 for
     * every pixel, and then for good; empty for most networks. Named as in {@link #lastLayers}.
     */
    default List<String> narrowLayers() {
        return List.of();
    }

    /** Depth, height and width of an input must be a multiple of this; 1 where it is a patch. */
    int sizeMultiple();

    /**
     * A rough count of floats that one input pixel (or voxel) needs in a forward pass, for choosing a batch that fits
     * into memory.
     */
    int floatsPerPixel();
}
