package org.dawsonmri.graph;

import org.dawsonmri.graph.StaticGraph.Node;

import org.tensorflow.Graph;
import org.tensorflow.op.Op;

import java.util.Collection;
import java.util.Set;

/**
 * What a run of a graph needs besides its variables.
 *
 * @param transientBytes the most of intermediate results that live at one time
 * @param workspaceBytes what the largest convolution takes for itself: its kernel in the order that oneDNN wants, and
 *        one more for each thread that adds up gradients
 * @param multiplyAdds in convolutions and matrix products
 */
public record GraphMemory(long transientBytes, long workspaceBytes, long multiplyAdds) {

    /** What bfloat16 sessions leave in float32; TensorFlow's rewriter lets all else follow the convolutions. */
    private static final Set<String> ALWAYS_FLOAT32 = Set.of("Mean", "Sum", "Exp", "Log", "Log1p", "Pow", "Softmax",
        "ResizeBilinear", "ResizeBilinearGrad", "ResizeNearestNeighborGrad", "Placeholder", "Cast", "OneHot",
        "Conv2DBackpropFilter", "Conv3DBackpropFilterV2", "StatelessRandomUniform", "DynamicStitch");

    private static final int MAP_RANK = 4;

    /**
     * Walks the graph.
     *
     * @param targets what the run asks for
     * @param reduced whether maps are held in bfloat16
     * @param threads that compute
     */
    public static GraphMemory of(Graph graph, Collection<? extends Op> targets, boolean reduced, int threads) {
        StaticGraph run = StaticGraph.of(graph, targets);
        long peak = Liveness.peak(run, (node, output) -> reduced ? reducedBytes(node, output) : node.bytes(output));
        long workspace = run.nodes().stream().mapToLong(node -> kernelBytes(node) * (1 + threads)).max().orElse(0);
        return new GraphMemory(peak, workspace, Arithmetic.multiplyAdds(run));
    }

    private static long reducedBytes(Node node, int output) {
        boolean half = node.shapes().get(output).length >= MAP_RANK && node.elementBytes().get(output) == Float.BYTES
            && !ALWAYS_FLOAT32.contains(node.type());
        return half ? node.bytes(output) / 2 : node.bytes(output);
    }

    private static long kernelBytes(Node node) {
        return node.type().startsWith("Conv") && node.type().endsWith("Filter") ? node.bytes(0) : 0;
    }
}
