package org.dawsonmri.graph;

import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations that a run of a graph with fixed shapes executes, with what each one reads and how large its results
 * are. TensorFlow's own shape inference gives the sizes, so that any network of any rank can be measured.
 */
public final class StaticGraph {

    /**
     * A result of an operation.
     *
     * @param node index in {@link #nodes()}
     * @param output which of its results
     */
    record Source(int node, int output) {
    }

    /**
     * One operation.
     *
     * @param type as TensorFlow calls it, such as Conv2D
     * @param inputs what it reads
     * @param after indices of operations that have to be done before, though nothing is read from them
     * @param shapes of its results; -1 where unknown
     * @param elementBytes of its results
     * @param inputShapes of what it reads
     */
    record Node(String type, List<Source> inputs, List<Integer> after, List<long[]> shapes,
        List<Integer> elementBytes, List<long[]> inputShapes) {

        /** Bytes of a result; 0 where its shape is unknown. */
        long bytes(int output) {
            return Math.max(0, elements(shapes.get(output))) * elementBytes.get(output);
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    private StaticGraph() {
    }

    /** What a run would execute that asks for these operations, each one after all that it needs. */
    public static StaticGraph of(Graph graph, Collection<? extends Op> targets) {
        StaticGraph result = new StaticGraph();
        Map<GraphOperation, Integer> places = new LinkedHashMap<>();
        for (GraphOperation operation : inOrder(graph, targets)) {
            result.nodes.add(node(operation, places));
            places.put(operation, places.size());
        }
        return result;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Number of a tensor's values; negative if unknown. */
    static long elements(long[] shape) {
        long product = 1;
        for (long side : shape) {
            if (side < 0) {
                return -1;
            }
            product = Math.multiplyExact(product, side);
        }
        return product;
    }

    // -- Helper methods --

    /** Depth first, without recursion: graphs are deeper than Java's stack. */
    private static List<GraphOperation> inOrder(Graph graph, Collection<? extends Op> targets) {
        Map<GraphOperation, Boolean> done = new LinkedHashMap<>();
        List<GraphOperation> order = new ArrayList<>();
        Deque<GraphOperation> stack = new ArrayDeque<>();
        targets.forEach(target -> stack.push(graph.operationOrThrow(target.op().name())));
        while (!stack.isEmpty()) {
            GraphOperation operation = stack.peek();
            if (done.putIfAbsent(operation, false) == null) {
                needs(operation).stream().filter(need -> !done.containsKey(need)).forEach(stack::push);
                continue;
            }
            stack.pop();
            if (!done.get(operation)) {
                done.put(operation, true);
                order.add(operation);
            }
        }
        return order;
    }

    private static List<GraphOperation> needs(GraphOperation operation) {
        List<GraphOperation> needs = new ArrayList<>();
        for (Operand<?> input : operation.inputs()) {
            needs.add((GraphOperation) input.op());
        }
        needs.addAll(operation.controlInputs());
        return needs;
    }

    private static Node node(GraphOperation operation, Map<GraphOperation, Integer> places) {
        List<Source> inputs = new ArrayList<>();
        List<long[]> inputShapes = new ArrayList<>();
        for (Operand<?> input : operation.inputs()) {
            Output<?> output = input.asOutput();
            inputs.add(new Source(places.get((GraphOperation) output.op()), output.index()));
            inputShapes.add(sides(output.shape()));
        }
        List<long[]> shapes = new ArrayList<>();
        List<Integer> bytes = new ArrayList<>();
        for (int i = 0; i < operation.numOutputs(); i++) {
            shapes.add(sides(operation.output(i).shape()));
            bytes.add(bytes(operation.output(i).type()));
        }
        return new Node(operation.type(), inputs, operation.controlInputs().stream().map(places::get).toList(), shapes,
            bytes, inputShapes);
    }

    private static long[] sides(Shape shape) {
        return shape.isUnknown() ? new long[] {-1} : Arrays.copyOf(shape.asArray(), shape.numDimensions());
    }

    private static int bytes(Class<?> type) {
        if (type == TBool.class || type == TUint8.class) {
            return 1;
        }
        return type == TInt64.class || type == TFloat64.class ? Long.BYTES : Float.BYTES;
    }
}
