package org.dawsonmri.graph;

import org.dawsonmri.graph.StaticGraph.Node;

/**
 * Multiply-adds of a graph: those of its convolutions and matrix products, next to which all else is little. A
 * convolution needs one for each value of its map and each tap of its kernel that this value sees; its two gradients
 * need as many each.
 */
final class Arithmetic {

    private Arithmetic() {
    }

    static long multiplyAdds(StaticGraph graph) {
        return graph.nodes().stream().mapToLong(Arithmetic::multiplyAdds).sum();
    }

    private static long multiplyAdds(Node node) {
        return switch (node.type()) {
            case "Conv2D", "Conv3D" -> convolution(node.shapes().get(0), node.inputShapes().get(1));
            case "Conv2DBackpropInput", "Conv3DBackpropInput", "Conv3DBackpropInputV2" ->
                convolution(node.inputShapes().get(2), node.inputShapes().get(1));
            case "Conv2DBackpropFilter", "Conv3DBackpropFilter", "Conv3DBackpropFilterV2" ->
                convolution(node.inputShapes().get(2), node.shapes().get(0));
            case "MatMul", "BatchMatMul", "BatchMatMulV2" -> product(node);
            default -> 0;
        };
    }

    /**
     * @param map what the convolution makes, … × filters
     * @param kernel … × in × filters
     */
    private static long convolution(long[] map, long[] kernel) {
        return Math.max(0, StaticGraph.elements(map)) * Math.max(0, StaticGraph.elements(kernel))
            / kernel[kernel.length - 1];
    }

    /** m × k times k × n takes m·k·n: the root of (mk)(kn)(mn), whatever of them is transposed. */
    private static long product(Node node) {
        long[] result = node.shapes().get(0);
        long batches = 1;
        for (int i = 0; i < result.length - 2; i++) {
            batches *= result[i];
        }
        double a = (double) StaticGraph.elements(node.inputShapes().get(0)) / batches;
        double b = (double) StaticGraph.elements(node.inputShapes().get(1)) / batches;
        double c = (double) StaticGraph.elements(result) / batches;
        return a < 0 || b < 0 || c < 0 ? 0 : batches * Math.round(Math.sqrt(a * b * c));
    }
}
