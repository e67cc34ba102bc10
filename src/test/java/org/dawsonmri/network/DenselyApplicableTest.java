package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.List;
import java.util.SplittableRandom;

/** Laid over a volume, a network says of every voxel what it says of the voxel's patch. */
@Tag("slow")
class DenselyApplicableTest {

    private static final int CHANNELS = 2;
    private static final int OUTPUTS = 2;

    @ParameterizedTest
    @CsvSource({"11, 32, 256, 24, 24, 24", "9, 3, 8, 5, 8, 7", "13, 4, 8, 6, 3, 9"})
    void everyVoxelOfAVolume(int patch, int filters, int units, int depth, int height, int width) {
        CascadeFcn network = new CascadeFcn(patch, filters, units, 0.5);
        SplittableRandom random = new SplittableRandom(23);
        int halo = network.halo();
        int[] padded = {depth + 2 * halo, height + 2 * halo, width + 2 * halo};
        float[] block = new float[padded[0] * padded[1] * padded[2] * CHANNELS];
        int[] voxels = new int[depth * height * width * 3];
        for (int i = 0; i < depth * height * width; i++) {
            int[] zyx = {i / (height * width), i / width % height, i % width};
            System.arraycopy(zyx, 0, voxels, 3 * i, 3);
            int at = (((zyx[0] + halo) * padded[1] + zyx[1] + halo) * padded[2] + zyx[2] + halo) * CHANNELS;
            for (int c = 0; c < CHANNELS; c++) {
                block[at + c] = (float) random.nextGaussian();
            }
        }
        float[] patches = patches(block, padded, voxels, patch);
        List<Weight> weights = RandomWeights.of(network, CHANNELS, OUTPUTS);
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Layers layers = Layers.forEvaluation(tf, variables);
            Placeholder<TFloat32> image = tf.placeholder(TFloat32.class,
                Placeholder.shape(network.inputShape(CHANNELS)));
            Placeholder<TFloat32> volume = tf.placeholder(TFloat32.class,
                Placeholder.shape(Shape.of(1, -1, -1, -1, CHANNELS)));
            Placeholder<TInt32> asked = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 3)));
            Operand<TFloat32> patchWise = network.logits(layers, image, OUTPUTS);
            Operand<TFloat32> dense = network.denseLogits(layers, volume, asked, OUTPUTS);
            variables.restore(session, weights, "random weights");
            float[] one = fetch(session, patchWise, image, patches,
                Shape.of(voxels.length / 3, patch, patch, patch, CHANNELS), asked, voxels);
            float[] all = fetch(session, dense, volume, block,
                Shape.of(1, padded[0], padded[1], padded[2], CHANNELS), asked, voxels);
            assertSpread(one);
            assertArrayEquals(one, all, 1e-4f);
        }
    }

    private static void assertSpread(float[] values) {
        double mean = 0;
        double squares = 0;
        for (float v : values) {
            mean += v / values.length;
            squares += v * v / (double) values.length;
        }
        double deviation = Math.sqrt(squares - mean * mean);
        assertTrue(deviation > 0.1, "patches hardly differ: standard deviation of the logits is " + deviation);
    }

    private static float[] patches(float[] block, int[] size, int[] voxels, int edge) {
        int row = edge * CHANNELS;
        float[] patches = new float[voxels.length / 3 * edge * edge * row];
        int to = 0;
        for (int i = 0; i < voxels.length; i += 3) {
            for (int z = 0; z < edge; z++) {
                for (int y = 0; y < edge; y++) {
                    int from = ((voxels[i] + z) * size[1] + voxels[i + 1] + y) * size[2] + voxels[i + 2];
                    System.arraycopy(block, from * CHANNELS, patches, to, row);
                    to += row;
                }
            }
        }
        return patches;
    }

    private static float[] fetch(Session session, Operand<TFloat32> logits, Placeholder<TFloat32> image,
        float[] values, Shape shape, Placeholder<TInt32> asked, int[] voxels) {
        try (TFloat32 feed = TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
            TInt32 places = TInt32.tensorOf(Shape.of(voxels.length / 3, 3), DataBuffers.of(voxels, true, false));
            Result result = session.runner().feed(image, feed).feed(asked, places).fetch(logits).run()) {
            float[] out = new float[(int) result.get(0).size()];
            result.get(0).asRawTensor().data().asFloats().read(out);
            return out;
        }
    }
}
