package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.graph.Activation;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;

import org.junit.jupiter.api.Tag;
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

/** Each network in evaluation mode, built from exported weights, against loops in plain Java. */
@Tag("slow")
class NetworksForwardTest {

    private final SplittableRandom random = new SplittableRandom(19);

    @Test
    void unetKeras() {
        check(new ThesisUnet(2, 0.5, ThesisUnet.Variant.KERAS), 16, 32, 1, 1, ReferenceNetworks::unetKeras);
    }

    @Test
    void unetEddl() {
        check(new ThesisUnet(2, 0.5, ThesisUnet.Variant.EDDL), 32, 16, 3, 1, ReferenceNetworks::unetEddl);
    }

    @Test
    void unetOfTheText() {
        check(new ThesisUnet(2, 0.5, ThesisUnet.Variant.TEXT), 16, 16, 1, 2, ReferenceNetworks::unetText);
    }

    @Test
    void unetRonneberger() {
        check(new RonnebergerUnet(2, 2, 0.5), 8, 28, 1, 1, ReferenceNetworks::unetRonneberger);
    }

    @Test
    void unetRonnebergerGivesEveryPixelAtTheFirstUnetsDepth() {
        RonnebergerUnet network = new RonnebergerUnet(1, 4, 0.5);
        Maps image = Maps.fill(1, 32, 16, 1, (i, y, x, k) -> random.nextDouble(-1, 1));
        assertEquals(32 * 16 * 2, run(network, image, weights(network, 1, 2), 2).length);
    }

    @Test
    void smallUnet() {
        check(new NeuropolyUnet(3, 3, 0.3, 0.9), 16, 8, 2, 2, ReferenceNetworks::smallUnet);
    }

    @Test
    void unetNeuropoly() {
        check(new NeuropolyUnet(2, 4, 0.3, 0.9), 16, 32, 1, 3, ReferenceNetworks::unetNeuropoly);
    }

    @Test
    void doubleUnet() {
        check(new DoubleUnet(4, DoubleUnet.Output.OUTPUT2, DoubleUnet.Variant.KERAS), 32, 48, 2, 1,
            (n, x) -> n.doubleUnet(x, false));
    }

    @Test
    void doubleUnetOfPyeddl() {
        check(new DoubleUnet(4, DoubleUnet.Output.OUTPUT2, DoubleUnet.Variant.EDDL), 32, 48, 2, 1,
            (n, x) -> n.ofPyeddl().doubleUnet(x, false));
    }

    @Test
    void doubleUnetWithClasses() {
        check(new DoubleUnet(4, DoubleUnet.Output.BOTH, DoubleUnet.Variant.KERAS), 32, 16, 1, 2,
            (n, x) -> n.doubleUnet(x, false));
    }

    @Test
    void doubleUnetShowsBothResultsToTheLossOnlyIfAskedTo() {
        for (DoubleUnet.Output output : DoubleUnet.Output.values()) {
            DoubleUnet network = new DoubleUnet(4, output, DoubleUnet.Variant.KERAS);
            Maps image = Maps.fill(1, 32, 32, 1, (i, y, x, k) -> random.nextDouble(-1, 1));
            List<Weight> weights = weights(network, 1, 1);
            ReferenceNetworks reference = new ReferenceNetworks(new ReferenceLayers(weights));
            double[] first = reference.doubleUnet(image, true).values();
            double[] second = reference.doubleUnet(image, false).values();
            double[] expected = output == DoubleUnet.Output.OUTPUT2 ? second
                : java.util.stream.DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
            assertClose(expected, run(image, weights, (l, x) -> {
                List<Operand<TFloat32>> maps = network.supervised(l, x, 1);
                return maps.size() == 1 ? maps.get(0) : l.tf().concat(maps, l.tf().constant(0));
            }));
        }
    }

    @Test
    void segNet() {
        check(new SegNet(2, 5, 0.3, 0.9), 32, 64, 1, 2, ReferenceNetworks::segNet);
    }

    @Test
    void noPoolAspp() {
        check(new NoPoolAspp(3), 7, 29, 1, 2, ReferenceNetworks::noPoolAspp);
    }

    @Test
    void noPoolAsppOfPerone() {
        check(new NoPoolAspp(3, 0.4, 0.1, NoPoolAspp.Layout.PERONE, Activation.SOFTMAX), 9, 5, 2, 1,
            ReferenceNetworks::noPoolAsppOfPerone);
    }

    // -- Helper methods --

    private void check(Network network, int height, int width, int channels, int classes,
        BiFunction<ReferenceNetworks, Maps, Maps> reference) {
        int outputs = network.outputs(classes);
        List<Weight> weights = weights(network, channels, outputs);
        Maps image = Maps.fill(2, height, width, channels, (i, y, x, k) -> random.nextDouble(-1, 1));
        Maps expected = reference.apply(new ReferenceNetworks(new ReferenceLayers(weights)), image);
        assertArrayEquals(new int[] {2, height, width, outputs},
            new int[] {expected.n(), expected.h(), expected.w(), expected.c()});
        assertClose(expected.values(), run(network, image, weights, outputs));
    }

    private static void assertClose(double[] expected, float[] actual) {
        double spread = Arrays.stream(expected).max().orElseThrow() - Arrays.stream(expected).min().orElseThrow();
        assertTrue(spread > 0.05, "the reference says nothing: its values lie within " + spread);
        double[] widened = new double[actual.length];
        Arrays.setAll(widened, i -> actual[i]);
        assertArrayEquals(expected, widened, 1e-4);
    }

    /** Weights of any kind, statistics included, that keep values within a few units. */
    private List<Weight> weights(Network network, int channels, int outputs) {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            network.logits(Layers.forEvaluation(tf, variables), placeholder(tf, channels), outputs);
            variables.initialize(session, 5);
            List<Weight> weights = variables.read(session);
            for (Weight w : weights) {
                double fanIn = Weight.size(w.shape()) / (double) w.shape()[w.shape().length - 1];
                String kind = w.name().substring(w.name().lastIndexOf('/') + 1);
                for (int i = 0; i < w.values().length; i++) {
                    w.values()[i] = switch (kind) {
                        case "gamma", "moving_variance" -> (float) random.nextDouble(0.5, 1.5);
                        case "beta", "bias", "moving_mean" -> (float) random.nextDouble(-0.3, 0.3);
                        default -> (float) (random.nextGaussian() * Math.sqrt(2 / fanIn));
                    };
                }
            }
            return weights;
        }
    }

    private static float[] run(Network network, Maps image, List<Weight> weights, int outputs) {
        return run(image, weights, (l, x) -> network.logits(l, x, outputs));
    }

    private static float[] run(Maps image, List<Weight> weights,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> tower) {
        float[] values = new float[image.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) image.values()[i];
        }
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> x = placeholder(tf, image.c());
            GraphVariables variables = new GraphVariables(tf);
            Operand<TFloat32> y = tower.apply(Layers.forEvaluation(tf, variables), x);
            variables.restore(session, weights, "the reference's weights");
            try (TFloat32 feed = TFloat32.tensorOf(Shape.of(image.n(), image.h(), image.w(), image.c()),
                DataBuffers.of(values, true, false));
                Result result = session.runner().feed(x, feed).fetch(y).run()) {
                float[] out = new float[(int) result.get(0).size()];
                result.get(0).asRawTensor().data().asFloats().read(out);
                return out;
            }
        }
    }

    private static Placeholder<TFloat32> placeholder(Ops tf, int channels) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, channels)));
    }
}
