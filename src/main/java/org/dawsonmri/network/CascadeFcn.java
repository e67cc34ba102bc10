package org.dawsonmri.network;

import org.dawsonmri.graph.Convolution;
import org.dawsonmri.graph.Layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.List;

/**
 * A network for the cascade that can be laid over whole volumes: it sees as much as {@link CascadeCnn}, but no
 * convolution pads, so that what it computes about a place does not depend on which patch the place is in.
 *
 * <pre>
 * patch 11³ → conv 3³ → 9³ → max-pool 3³, stride 2 → 4³ → conv 3³ → 2³ → flatten → dense → outputs
 * </pre>
 *
 * <p>Each convolution is without bias and followed by batch normalisation and ReLU. Over a volume, the pooling moves by
 * one voxel instead of two and the second convolution looks at every second voxel: the volume is taken apart into the
 * 8 volumes of every second voxel, and each is convolved in the usual way. A voxel's places behind it are neighbours in
 * one of the eight, so that they are gathered from there, and the dense layers see only the voxels that are asked for.
 *
 * @param patch edge of the input cubes: odd, so that a voxel is in the middle of all it sees
 * @param filters of the first convolution; the second has twice as many
 * @param units of the dense layer
 * @param dropout rate before the dense layer
 */
public record CascadeFcn(int patch, int filters, int units, double dropout)
    implements PatchNetwork, DenselyApplicable {

    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-4;
    private static final Convolution CONVOLUTION = Convolution.of(3).withValidPadding().withoutBias();

    public CascadeFcn {
        PatchNetwork.require(patch, 9, filters, units, dropout);
        if (patch % 2 == 0) {
            throw new IllegalArgumentException("patch is " + patch + ", expected an odd number");
        }
    }

    /** Patches of 11³, 32 and 64 filters, 256 units, half of the vector dropped. */
    public CascadeFcn() {
        this(EDGE, 32, 256, 0.5);
    }

    // -- Network methods --

    @Override
    public Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int outputs) {
        Operand<TFloat32> x = block(layers, "conv1", images, filters);
        x = block(layers, "conv2", layers.maxPooling(x, 3, 2), 2L * filters);
        return PatchNetwork.decide(layers, layers.flatten(x), dropout, units, outputs);
    }

    // -- DenselyApplicable methods --

    @Override
    public Operand<TFloat32> denseLogits(Layers layers, Operand<TFloat32> block, Operand<TInt32> voxels,
        int outputs) {
        Ops tf = layers.tf();
        Operand<TFloat32> x = block(layers, "conv1", block, filters);
        x = layers.maxPooling(x, 3, 1);
        x = block(layers, "conv2", everySecondVoxel(tf, x), 2L * filters);
        Operand<TFloat32> places = tf.gatherNd(x, places(tf, voxels));
        Operand<TFloat32> vectors = tf.reshape(places,
            tf.constant(new long[] {-1, (long) edge() * edge() * edge() * 2 * filters}));
        return PatchNetwork.decide(layers, vectors, dropout, units, outputs);
    }

    // -- Helper methods --

    private static Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, long filters) {
        Operand<TFloat32> y = layers.conv(name, x, filters, CONVOLUTION);
        return layers.relu(layers.batchNormalization(name, y, MOMENTUM, EPSILON));
    }

    /** Voxels along each side of a patch that are left after the second convolution. */
    private int edge() {
        return (patch - 7) / 2;
    }

    /** A volume as a batch of eight; number 4·(z mod 2) + 2·(y mod 2) + x mod 2 has the voxel at z/2, y/2, x/2. */
    private static Operand<TFloat32> everySecondVoxel(Ops tf, Operand<TFloat32> x) {
        Operand<TInt32> two = tf.constant(new int[] {2, 2, 2});
        Operand<TInt32> size = tf.slice(tf.shape(x), tf.constant(new int[] {1}), tf.constant(new int[] {3}));
        Operand<TInt32> paddings =
            tf.stack(List.of(tf.zerosLike(size), tf.math.floorMod(size, two)), Stack.axis(1L));
        return tf.spaceToBatchNd(x, two, paddings);
    }

    /** Where the values of a voxel's patch lie in what {@link #everySecondVoxel} becomes: n × edge³ × 4. */
    private Operand<TInt32> places(Ops tf, Operand<TInt32> voxels) {
        Operand<TInt32> two = tf.constant(2);
        Operand<TInt32> bits = tf.math.mul(tf.math.floorMod(voxels, two), tf.constant(new int[] {4, 2, 1}));
        Operand<TInt32> number = tf.expandDims(tf.sum(bits, tf.constant(1)), tf.constant(1));
        Operand<TInt32> first = tf.concat(List.of(number, tf.math.floorDiv(voxels, two)), tf.constant(1));
        int edge = edge();
        int[][][] steps = new int[1][edge * edge * edge][];
        for (int i = 0; i < steps[0].length; i++) {
            steps[0][i] = new int[] {0, i / (edge * edge), i / edge % edge, i % edge};
        }
        return tf.math.add(tf.expandDims(first, tf.constant(1)), tf.constant(steps));
    }
}
