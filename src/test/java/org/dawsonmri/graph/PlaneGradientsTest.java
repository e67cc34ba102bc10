package org.dawsonmri.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Gradients of kernels as products of matrices are those of TensorFlow, whatever lies around the convolutions. */
@Tag("slow")
class PlaneGradientsTest {

    private static final int CHANNELS = 16;
    private static final long[] SHAPE = {2, 5, 6, CHANNELS};

    @Test
    void everySizeAndPadding() {
        for (int size = 1; size <= 3; size++) {
            Convolution same = Convolution.of(size);
            assertEquals(1, compare((l, x) -> l.conv("c", x, 4, same)));
            assertEquals(1, compare((l, x) -> l.conv("c", x, 4, same.withValidPadding().withoutBias())));
        }
        assertEquals(1, compare((l, x) -> l.conv("c", x, 3, Convolution.of(3).dilated(2))));
    }

    @Test
    void chainsSkipsAndNormalisation() {
        assertEquals(3, compare((l, x) -> {
            Operand<TFloat32> first = l.relu(l.batchNormalization("b", l.conv("c1", x, CHANNELS, 3, false), 0.9,
                1e-3));
            Operand<TFloat32> second = l.sigmoid(l.conv("c2", first, CHANNELS, 3, true));
            return l.conv("c3", l.concatenate(first, l.tf().math.mul(second, first)), 2, 1, true);
        }));
    }

    @Test
    void oneKernelInTwoConvolutions() {
        assertEquals(2, compare((l, x) ->
            l.conv("c", l.sigmoid(l.conv("c", x, CHANNELS, 3, true)), CHANNELS, 3, true)));
    }

    @Test
    void whatIsNotOnlyAKernelIsLeftToTensorFlow() {
        assertEquals(0, compare((l, x) -> l.conv("c", l.convTranspose("t", x, 5), 3, 3, true)));
        assertEquals(0, compare((l, x) -> l.dense("d", x, 3, Initializer.GLOROT_UNIFORM)));
        assertEquals(0, compare((l, x) -> l.conv("c", x, 3, 5, true)));
    }

    /** Compares all gradients and tells how many kernels got theirs from products of matrices. */
    private static int compare(BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
        SplittableRandom random = new SplittableRandom(1);
        float[] input = new float[Weight.size(SHAPE)];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class,
                Placeholder.shape(Shape.of(-1, -1, -1, CHANNELS)));
            Operand<TFloat32> y = piece.apply(Layers.forTraining(tf, variables, tf.constant(new long[] {5, 1})), x);
            Operand<TFloat32> loss = tf.math.mean(tf.math.square(tf.math.sub(y, tf.constant(0.5f))),
                tf.constant(new int[] {0, 1, 2, 3}));
            variables.initialize(session, 11);
            List<Operand<?>> with = new ArrayList<>(List.of(x));
            variables.names(Weight.Kind.TRAINABLE).forEach(name -> with.add(variables.variable(name)));
            List<Operand<TFloat32>> expected = PlaneGradients.of(tf, loss, with, false);
            int before = count(graph);
            List<Operand<TFloat32>> found = PlaneGradients.of(tf, loss, with, true);
            Session.Runner runner = session.runner();
            expected.forEach(runner::fetch);
            found.forEach(runner::fetch);
            try (TFloat32 feed = TFloat32.tensorOf(Shape.of(SHAPE), DataBuffers.of(input, true, false));
                Result result = runner.feed(x, feed).run()) {
                for (int i = 0; i < with.size(); i++) {
                    assertEquals(result.get(i).shape(), result.get(i + with.size()).shape());
                    assertClose(TensorValues.of(result.get(i)), TensorValues.of(result.get(i + with.size())));
                }
            }
            return count(graph) - before;
        }
    }

    /** Each of our gradients begins with one of these. */
    private static int count(Graph graph) {
        int[] stacks = {0};
        graph.operations().forEachRemaining(operation -> {
            if (operation.type().equals("Pack") && operation.input(0).op().type().equals("MatMul")) {
                stacks[0]++;
            }
        });
        return stacks[0];
    }

    private static void assertClose(float[] expected, float[] found) {
        double length = 0;
        double distance = 0;
        for (int i = 0; i < expected.length; i++) {
            length += (double) expected[i] * expected[i];
            distance += Math.pow((double) found[i] - expected[i], 2);
        }
        assertEquals(0, Math.sqrt(distance / length), 1e-5);
    }
}
