package org.dawsonmri.network;

import static org.dawsonmri.network.ReferenceVolumes.join;
import static org.dawsonmri.network.ReferenceVolumes.pool;
import static org.dawsonmri.network.ReferenceVolumes.relu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.network.ReferenceVolumes.Box;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Each network of volumes in evaluation mode, built from exported weights, against loops in plain Java. */
class VolumeNetworksForwardTest {

    @Test
    void cascadeValverde() {
        check(new CascadeCnn(11, 3, 8, 0.5, CascadeCnn.Variant.VALVERDE), 11, 11, 11, (n, image) -> {
            Box x = image;
            for (String name : List.of("conv1", "conv2")) {
                x = pool(relu(n.bn(name, n.same(name, x), 1e-4)), 2, 2);
            }
            return n.dense("head", relu(n.dense("dense1", x)));
        });
    }

    @Test
    void cascadeSeed1() {
        check(new CascadeCnn(11, 3, 8, 0.5, CascadeCnn.Variant.SEED1), 11, 11, 11, (n, image) -> {
            Box x = image;
            for (String name : List.of("conv1", "conv2")) {
                x = pool(n.bn(name, relu(n.same(name, x)), 1e-3), 2, 2);
            }
            return n.dense("head", relu(n.dense("dense1", x)));
        });
    }

    @Test
    void cascadeSeed1Eddl() {
        check(new CascadeCnn(11, 3, 8, 0.5, CascadeCnn.Variant.SEED1_EDDL), 11, 11, 11, (n, image) -> {
            Box x = pool(relu(n.same("conv1", image)), 2, 2);
            x = pool(relu(n.same("conv2", x)), 2, 2);
            return n.dense("head", relu(n.dense("dense1", x)));
        });
    }

    @Test
    void cascadeNicMsLesions() {
        check(new CascadeNicMsLesions(11, 3, 16, 0.5), 11, 11, 11, (n, image) -> {
            Box x = image;
            for (int i = 1; i <= 4; i++) {
                x = n.prelu("conv" + i, n.bn("conv" + i, n.same("conv" + i, x), 1e-3));
                x = i % 2 == 0 ? pool(x, 2, 2) : x;
            }
            for (String name : List.of("dense1", "dense2", "dense3")) {
                x = n.prelu(name, n.dense(name, x));
            }
            return n.dense("head", x);
        });
    }

    @Test
    void cascadeFcn() {
        check(new CascadeFcn(11, 3, 8, 0.5), 11, 11, 11, (n, image) -> {
            Box x = pool(relu(n.bn("conv1", n.valid("conv1", image), 1e-4)), 3, 2);
            x = relu(n.bn("conv2", n.valid("conv2", x), 1e-4));
            return n.dense("head", relu(n.dense("dense1", x)));
        });
    }

    @Test
    void unet3D() {
        check(Unet.ofVolumes(2, 2, true, 0.3), 4, 8, 12, (n, image) -> {
            Box first = block(n, "enc1", image);
            Box second = block(n, "enc2", pool(first, 2, 2));
            Box x = block(n, "bottom", pool(second, 2, 2));
            x = block(n, "dec2", join(second, n.transposed("dec2/up", x)));
            x = block(n, "dec1", join(first, n.transposed("dec1/up", x)));
            return n.same("head", x);
        });
    }

    @Test
    void theUnetOfVolumesIsTheUnetWithThreeDimensions() {
        assertEquals(Networks.create("unet3d"),
            Networks.create("unet", json("{'base_filters': 16, 'depth': 3, 'dimensions': 3}")));
        assertEquals(Unet.ofVolumes(8, 3, true, 0), Networks.create("unet3d", json("{'base_filters': 8}")));
        String message = assertThrows(DawsonException.class,
            () -> Networks.create("unet3d", json("{'up_sampling': 'NEAREST'}"))).getMessage();
        assertTrue(message.contains("up_sampling is NEAREST"), message);
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static Box block(ReferenceVolumes n, String name, Box x) {
        Box y = relu(n.bn(name + "/conv1", n.same(name + "/conv1", x), 1e-5));
        return relu(n.bn(name + "/conv2", n.same(name + "/conv2", y), 1e-5));
    }

    // -- Helper methods --

    private static void check(Network network, int d, int h, int w, BiFunction<ReferenceVolumes, Box, Box> reference) {
        int samples = 3;
        int outputs = network.outputs(2);
        SplittableRandom random = new SplittableRandom(29);
        List<Weight> weights = RandomWeights.of(network, 2, outputs);
        float[] images = new float[samples * d * h * w * 2];
        double[] expected = null;
        for (int i = 0; i < samples; i++) {
            Box image = Box.fill(d, h, w, 2, (z, y, x, k) -> (float) random.nextDouble(-1, 1));
            Box result = reference.apply(new ReferenceVolumes(weights), image);
            int in = image.values().length;
            int out = result.values().length;
            expected = expected == null ? new double[samples * out] : expected;
            System.arraycopy(result.values(), 0, expected, i * out, out);
            for (int j = 0; j < in; j++) {
                images[i * in + j] = (float) image.values()[j];
            }
        }
        assertClose(expected, run(network, weights, outputs, images, Shape.of(samples, d, h, w, 2)));
    }

    private static void assertClose(double[] expected, float[] actual) {
        double spread = Arrays.stream(expected).max().orElseThrow() - Arrays.stream(expected).min().orElseThrow();
        assertTrue(spread > 0.05, "the reference says nothing: its values lie within " + spread);
        double[] widened = new double[actual.length];
        Arrays.setAll(widened, i -> actual[i]);
        assertArrayEquals(expected, widened, 1e-4);
    }

    private static float[] run(Network network, List<Weight> weights, int outputs, float[] images, Shape shape) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(network.inputShape(2)));
            GraphVariables variables = new GraphVariables(tf);
            Operand<TFloat32> y = network.logits(Layers.forEvaluation(tf, variables), x, outputs);
            variables.restore(session, weights, "the reference's weights");
            try (TFloat32 feed = TFloat32.tensorOf(shape, DataBuffers.of(images, true, false));
                Result result = session.runner().feed(x, feed).fetch(y).run()) {
                float[] out = new float[(int) result.get(0).size()];
                result.get(0).asRawTensor().data().asFloats().read(out);
                return out;
            }
        }
    }
}
