package org.dawsonmri.network;

import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import java.util.List;

/**
 * What the networks of the cascade have in common: they look at a cube around each voxel, {@value #EDGE} voxels wide,
 * and decide about its centre with a few dense layers. Unless they say otherwise, they have a softmax over background
 * and classes even for a single class.
 */
interface PatchNetwork extends Network {

    /** As published. */
    int EDGE = 11;

    /** Filters of the first convolution; the second half of the network has twice as many. */
    int filters();

    @Override
    default int dimensions() {
        return 3;
    }

    @Override
    default int outputs(int classes) {
        return classes + 1;
    }

    @Override
    default List<String> lastLayers() {
        return List.of("dense1", "head");
    }

    @Override
    default int sizeMultiple() {
        return 1;
    }

    @Override
    default int floatsPerPixel() {
        // Of the first convolution, its result, what normalisation and activation make of it, and some room.
        return 4 * filters();
    }

    /** Dropout, a dense layer with ReLU and the last one: batch × outputs from what convolutions have found. */
    static Operand<TFloat32> decide(Layers layers, Operand<TFloat32> vector, double dropout, int units, int outputs) {
        Operand<TFloat32> x = layers.dropout(vector, dropout);
        x = layers.relu(layers.dense("dense1", x, units));
        return layers.dense("head", x, outputs);
    }

    /** @throws IllegalArgumentException if no network can be made of these options */
    static void require(int patch, int least, int filters, int units, double dropout) {
        Options.requireRange("patch", patch, least, 65);
        Options.requireRange("filters", filters, 1, 1024);
        Options.requireRange("units", units, 4, 8192);
        Options.requireShare("dropout", dropout);
    }
}
