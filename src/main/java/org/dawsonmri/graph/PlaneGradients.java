package org.dawsonmri.graph;

import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gradients of a loss without 3-D convolutions: TensorFlow's own, except those of the kernels of 2-D convolutions where
 * {@link KernelGradient} is faster. For these, TensorFlow is asked for the gradients of the convolutions' results.
 */
final class PlaneGradients {

    private PlaneGradients() {
    }

    /** @param products whether gradients of kernels are products of matrices where that can be */
    static List<Operand<TFloat32>> of(Ops tf, Operand<TFloat32> loss, List<? extends Operand<?>> with,
        boolean products) {
        Map<Output<?>, List<GraphOperation>> kernels = products ? kernels(loss, with) : Map.of();
        List<Operand<?>> asked = new ArrayList<>();
        for (Operand<?> w : with) {
            List<GraphOperation> convolutions = kernels.get(w.asOutput());
            if (convolutions == null) {
                asked.add(w);
            } else {
                convolutions.forEach(convolution -> asked.add(convolution.output(0)));
            }
        }
        Gradients given = Gradients.create(tf.scope(), loss, asked);
        int next = 0;
        List<Operand<TFloat32>> result = new ArrayList<>();
        for (Operand<?> w : with) {
            List<GraphOperation> convolutions = kernels.get(w.asOutput());
            if (convolutions == null) {
                result.add(given.dy(next++));
                continue;
            }
            List<Operand<TFloat32>> terms = new ArrayList<>();
            for (GraphOperation convolution : convolutions) {
                terms.add(KernelGradient.of(tf, convolution, given.dy(next++)));
            }
            result.add(terms.size() == 1 ? terms.get(0) : tf.math.addN(terms));
        }
        return result;
    }

    /** What reaches the loss only as the kernel of convolutions, with these. */
    private static Map<Output<?>, List<GraphOperation>> kernels(Operand<TFloat32> loss,
        List<? extends Operand<?>> with) {
        Set<Output<?>> wanted = new HashSet<>();
        with.forEach(w -> wanted.add(w.asOutput()));
        Map<Output<?>, List<GraphOperation>> readers = new LinkedHashMap<>();
        Set<GraphOperation> seen = new HashSet<>(List.of((GraphOperation) loss.op()));
        Deque<GraphOperation> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            GraphOperation operation = left.remove();
            for (int i = 0; i < operation.numInputs(); i++) {
                Output<?> input = operation.input(i);
                if (wanted.contains(input)) {
                    readers.computeIfAbsent(input, key -> new ArrayList<>()).add(operation);
                }
                if (seen.add((GraphOperation) input.op())) {
                    left.add((GraphOperation) input.op());
                }
            }
        }
        readers.entrySet().removeIf(reader -> !reader.getValue().stream()
            .allMatch(operation -> KernelGradient.isOf(operation, reader.getKey())));
        return readers;
    }
}
