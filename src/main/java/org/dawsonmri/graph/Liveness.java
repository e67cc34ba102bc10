package org.dawsonmri.graph;

import org.dawsonmri.graph.StaticGraph.Node;
import org.dawsonmri.graph.StaticGraph.Source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongBiFunction;

/**
 * Plays a run of a graph without computing anything: operations take their turn when all that they need is there,
 * first come, first served, as TensorFlow's executor has it. A result lives until its last reader is done. Elementwise
 * operations write into what they read if nobody else wants it.
 */
final class Liveness {

    /** Their result is what they read, under another name or shape. */
    private static final Set<String> ALIASES = Set.of("Identity", "IdentityN", "StopGradient", "PreventGradient",
        "Snapshot", "Reshape", "ExpandDims", "Squeeze");

    /** They may write over an input of their result's size. */
    private static final Set<String> IN_PLACE = Set.of("Relu", "ReluGrad", "LeakyRelu", "LeakyReluGrad", "Sigmoid",
        "SigmoidGrad", "BiasAdd", "Add", "AddV2", "AddN", "Sub", "Mul", "RealDiv", "Div", "DivNoNan", "Maximum",
        "Minimum", "Neg", "Exp", "Log", "Log1p", "Square", "Sqrt", "Rsqrt", "Pow", "Abs", "LogicalAnd", "LogicalNot",
        "Softmax", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "Tanh", "Elu", "Softplus", "Inv",
        "Reciprocal", "SquaredDifference", "SelectV2", "Select");

    /** They own memory for longer than a run, or are fed. */
    private static final Set<String> LASTING = Set.of("Variable", "VariableV2", "VarHandleOp", "Const", "Placeholder");

    private static final int NONE = -1;

    private final List<Node> nodes;
    private final ToLongBiFunction<Node, Integer> bytes;
    private final List<List<Integer>> followers = new ArrayList<>();
    private final int[] missing;
    /** Of each result, the place of its memory in the following lists. */
    private final int[][] buffers;
    private final List<Long> sizes = new ArrayList<>();
    private final List<Integer> readers = new ArrayList<>();
    private long now;
    private long peak;

    private Liveness(StaticGraph graph, ToLongBiFunction<Node, Integer> bytes) {
        this.nodes = graph.nodes();
        this.bytes = bytes;
        this.missing = new int[nodes.size()];
        this.buffers = new int[nodes.size()][];
        nodes.forEach(node -> followers.add(new ArrayList<>()));
        for (int i = 0; i < nodes.size(); i++) {
            int place = i;
            nodes.get(i).inputs().forEach(input -> followers.get(input.node()).add(place));
            nodes.get(i).after().forEach(before -> followers.get(before).add(place));
            missing[i] = nodes.get(i).inputs().size() + nodes.get(i).after().size();
        }
    }

    /**
     * The most that lives at one time, in bytes, variables and fed values not counted.
     *
     * @param bytes size of a node's result
     */
    static long peak(StaticGraph graph, ToLongBiFunction<Node, Integer> bytes) {
        Liveness run = new Liveness(graph, bytes);
        run.play();
        return run.peak;
    }

    // -- Helper methods --

    private void play() {
        int[][] uses = uses();
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            int place = ready.poll();
            execute(place, uses[place]);
            for (int follower : followers.get(place)) {
                if (--missing[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
    }

    /** How often each result is read. */
    private int[][] uses() {
        int[][] uses = new int[nodes.size()][];
        Arrays.setAll(uses, i -> new int[nodes.get(i).shapes().size()]);
        nodes.forEach(node -> node.inputs().forEach(input -> uses[input.node()][input.output()]++));
        return uses;
    }

    private void execute(int place, int[] uses) {
        Node node = nodes.get(place);
        buffers[place] = new int[uses.length];
        for (int output = 0; output < uses.length; output++) {
            int buffer = LASTING.contains(node.type()) ? NONE : shared(node, output);
            if (buffer == NONE) {
                buffer = sizes.size();
                sizes.add(LASTING.contains(node.type()) ? 0 : bytes.applyAsLong(node, output));
                readers.add(0);
                now += sizes.get(buffer);
            }
            readers.set(buffer, readers.get(buffer) + uses[output]);
            buffers[place][output] = buffer;
        }
        peak = Math.max(peak, now);
        node.inputs().forEach(input -> release(buffer(input), 1));
        for (int buffer : buffers[place]) {
            release(buffer, 0);
        }
    }

    private void release(int buffer, int reads) {
        readers.set(buffer, readers.get(buffer) - reads);
        if (readers.get(buffer) == 0) {
            now -= sizes.get(buffer);
            sizes.set(buffer, 0L);
        }
    }

    /** The memory of an input that this result can have, or {@link #NONE}. */
    private int shared(Node node, int output) {
        if (output > 0) {
            return NONE;
        }
        if (ALIASES.contains(node.type()) || isOfWholeRows(node)) {
            return buffer(node.inputs().get(0));
        }
        if (IN_PLACE.contains(node.type())) {
            for (Source input : node.inputs()) {
                int buffer = buffer(input);
                if (readers.get(buffer) == 1 && sizes.get(buffer) == bytes.applyAsLong(node, output)) {
                    return buffer;
                }
            }
        }
        return NONE;
    }

    /** A slice across the first axis only is a part of what it is taken from. */
    private static boolean isOfWholeRows(Node node) {
        if (!node.type().equals("Slice")) {
            return false;
        }
        long[] whole = node.inputShapes().get(0);
        long[] part = node.shapes().get(0);
        return part.length == whole.length && part.length > 0
            && Arrays.equals(whole, 1, whole.length, part, 1, part.length);
    }

    private int buffer(Source source) {
        return buffers[source.node()][source.output()];
    }
}
