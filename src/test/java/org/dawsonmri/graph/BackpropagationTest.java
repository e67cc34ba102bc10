package org.dawsonmri.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dawsonmri.network.GradientCheck;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.List;

/** Chained gradients of 3-D convolutions, wired in all ways, against finite differences. */
@Tag("slow")
class BackpropagationTest {

    private static final long[] SHAPE = {2, 3, 4, 3, 2};
    private static final Convolution SAME = Convolution.of(3);

    private static Operand<TFloat32> conv(Layers l, String name, Operand<TFloat32> x) {
        return l.conv(name, x, 2, SAME);
    }

    @Test
    void oneConvolution() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> conv(l, "c", x));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv("c", x, 3, SAME.withoutBias()));
        GradientCheck.check(new long[] {2, 4, 3, 5, 2}, 1e-2,
            (l, x) -> l.conv("c", x, 3, SAME.withValidPadding()));
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> l.conv("c", x, 3, Convolution.of(1)));
    }

    @Test
    void chainOfThree() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> conv(l, "c3", l.sigmoid(conv(l, "c2", l.sigmoid(
            conv(l, "c1", x))))));
    }

    @Test
    void convolutionsRightAfterAnother() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> {
            Operand<TFloat32> y = l.conv("c1", x, 2, SAME.withoutBias());
            return l.conv("c2", y, 2, SAME.withoutBias());
        });
    }

    @Test
    void skipsOverConvolutions() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> {
            Operand<TFloat32> first = l.sigmoid(conv(l, "c1", x));
            Operand<TFloat32> second = l.sigmoid(conv(l, "c2", first));
            Operand<TFloat32> joined = conv(l, "c3", l.concatenate(first, l.tf().math.mul(second, first)));
            return l.tf().math.add(joined, l.sigmoid(first));
        });
    }

    @Test
    void oneMapEntersSeveralConvolutions() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> {
            Operand<TFloat32> shared = l.sigmoid(conv(l, "c1", x));
            return l.tf().math.mul(conv(l, "c2", shared), conv(l, "c3", shared));
        });
    }

    @Test
    void oneVariableBeforeBetweenAndAfterConvolutions() {
        GradientCheck.check(SHAPE, 1e-2, (l, x) -> {
            Operand<TFloat32> y = l.dense("d", l.tf().reshape(x, l.tf().constant(new int[] {-1, 2})), 2);
            y = conv(l, "c1", l.tf().reshape(y, l.tf().constant(SHAPE)));
            y = l.dense("d", l.tf().reshape(y, l.tf().constant(new int[] {-1, 2})), 2);
            y = conv(l, "c1", l.tf().reshape(y, l.tf().constant(SHAPE)));
            return l.dense("d", l.tf().reshape(y, l.tf().constant(new int[] {-1, 2})), 2);
        });
    }

    @Test
    void withoutVolumesTheGraphIsTensorFlowsOwn() {
        assertEquals(operations(false), operations(true));
    }

    private static int operations(boolean own) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 4, 4, 1)));
            Layers layers = Layers.forTraining(tf, new GraphVariables(tf), tf.constant(new long[] {1, 1}));
            Operand<TFloat32> y = layers.conv("c", x, 2, 3, true);
            Operand<TFloat32> loss = tf.sum(y, tf.constant(new int[] {0, 1, 2, 3}));
            if (own) {
                Backpropagation.gradients(tf, loss, List.of(x));
            } else {
                Gradients.create(tf.scope(), loss, List.of(x));
            }
            int[] count = {0};
            graph.operations().forEachRemaining(op -> count[0]++);
            return count[0];
        }
    }

    @Test
    void whatTheLossDoesNotDependOnIsRefused() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SHAPE)));
            Placeholder<TFloat32> other = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SHAPE)));
            Layers layers = Layers.forTraining(tf, new GraphVariables(tf), tf.constant(new long[] {1, 1}));
            Operand<TFloat32> loss = tf.sum(conv(layers, "c", x), tf.constant(new int[] {0, 1, 2, 3, 4}));
            assertThrows(IllegalArgumentException.class,
                () -> Backpropagation.gradients(tf, loss, List.of(x, other)));
        }
    }
}
