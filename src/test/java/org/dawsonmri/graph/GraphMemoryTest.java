package org.dawsonmri.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.Conv3d;
import org.tensorflow.types.TFloat32;

import java.util.List;

/** Small graphs whose memory and arithmetic can be counted by hand. */
class GraphMemoryTest {

    private static final long MAP = 2 * 4 * 4 * 3 * Float.BYTES;

    @Test
    void resultsLiveUntilTheirLastReader() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> x = images(tf);
            // Two maps of x live side by side; their sum goes into one of them.
            Operand<TFloat32> sum = tf.math.add(tf.math.neg(x), tf.math.exp(x));
            assertEquals(2 * MAP, peak(graph, sum));
            // A square goes where the map was, unless the map is needed once more.
            Operand<TFloat32> kept = tf.math.neg(x);
            Operand<TFloat32> chain = tf.math.square(tf.math.square(kept));
            assertEquals(MAP, peak(graph, chain));
            assertEquals(2 * MAP, peak(graph, tf.math.mul(chain, kept)));
        }
    }

    @Test
    void otherShapesOfAMapAreNoOtherMaps() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> y = tf.reshape(tf.math.neg(images(tf)), tf.constant(new int[] {2, -1}));
            assertEquals(MAP, peak(graph, tf.identity(y)));
        }
    }

    @Test
    void rowsOfAMatrixAreNoOtherMatrix() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> y = tf.reshape(tf.math.neg(images(tf)), tf.constant(new int[] {-1, 3}));
            Operand<TFloat32> rows = tf.slice(y, tf.constant(new int[] {1, 0}), tf.constant(new int[] {30, -1}));
            assertEquals(MAP, peak(graph, tf.identity(rows)));
            Operand<TFloat32> columns = tf.slice(y, tf.constant(new int[] {0, 1}), tf.constant(new int[] {32, 2}));
            assertEquals(MAP + MAP * 2 / 3, peak(graph, tf.identity(columns)));
        }
    }

    @Test
    void convolutionsAreCounted() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> kernel = tf.variable(Shape.of(3, 3, 3, 5), TFloat32.class);
            Operand<TFloat32> y = tf.nn.conv2d(images(tf), kernel, List.of(1L, 1L, 1L, 1L), "SAME");
            long forward = 2 * 4 * 4 * 5 * 3 * 3 * 3;
            assertEquals(forward, GraphMemory.of(graph, List.of(y), false, 1).multiplyAdds());
            Operand<?> dy = Gradients.create(tf.scope(), y, List.of(kernel)).dy(0);
            // The gradient starts from ones as large as y, so that y is computed, too.
            assertEquals(2 * forward, GraphMemory.of(graph, List.of(dy), false, 1).multiplyAdds());
        }
    }

    @Test
    void thirdDimensionsCountToo() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 5, 5, 5, 2)));
            Operand<TFloat32> kernel = tf.variable(Shape.of(3, 3, 3, 2, 4), TFloat32.class);
            Conv3d<TFloat32> y = tf.nn.conv3d(x, kernel, List.of(1L, 1L, 1L, 1L, 1L), "VALID");
            GraphMemory memory = GraphMemory.of(graph, List.of(y), false, 1);
            assertEquals(27 * 4 * 27 * 2, memory.multiplyAdds());
            assertEquals(27 * 4 * Float.BYTES, memory.transientBytes());
        }
    }

    @Test
    void reducedPrecisionHalvesMaps() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            assertEquals(MAP / 2, GraphMemory.of(graph, List.of(tf.math.neg(images(tf))), true, 1)
                .transientBytes());
        }
    }

    private static Placeholder<TFloat32> images(Ops tf) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2, 4, 4, 3)));
    }

    private static long peak(Graph graph, Operand<?> target) {
        return GraphMemory.of(graph, List.of(target), false, 1).transientBytes();
    }
}
