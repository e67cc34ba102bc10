package org.dawsonmri.graph;

import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gradients of a loss, also through 3-D convolutions, for which TensorFlow Java has no gradient and, on Windows, takes
 * none from outside. {@link VolumeOperations#conv} makes TensorFlow's own gradients end at each 3-D convolution
 * ({@code StopGradient(Conv3D(x, w))}); here the pieces between are chained. With y the stopped result,
 *
 * <pre>
 * ∂L/∂x = Conv3DBackpropInput(w, ∂L/∂y)      ∂L/∂w = Conv3DBackpropFilter(x, ∂L/∂y)
 * </pre>
 *
 * and ∂L/∂y comes, by TensorFlow's gradients, from all places that y reaches without another 3-D convolution between:
 * the loss and the inputs of later convolutions, whose gradients are known by then. All that is read from the graph
 * itself. A graph without 3-D convolutions gets {@link PlaneGradients}.
 */
public final class Backpropagation {

    /** A place where a value enters a stopped convolution: as its map (input 0) or as its kernel (input 1). */
    private record Use(Output<?> stopped, GraphOperation convolution, int input) {
    }

    private static final int MAP = 0;

    private final Ops tf;
    private final Output<?> loss;
    private final Set<Output<?>> wanted = new LinkedHashSet<>();
    /** Where gradients start anew: the loss and whatever enters a convolution; what each of them is used for. */
    private final Map<Output<?>, List<Use>> sources = new LinkedHashMap<>();
    /** From what is wanted, and from convolutions' results, to the sources that they reach. */
    private final Map<Output<?>, Set<Output<?>>> sourcesOf = new LinkedHashMap<>();
    private final Map<Output<?>, Operand<TFloat32>> gradients = new HashMap<>();
    private final Map<Output<?>, Operand<TFloat32>> sourceGradients = new HashMap<>();
    private final Map<Set<Output<?>>, Map<Output<?>, Operand<TFloat32>>> pieces = new HashMap<>();

    private Backpropagation(Ops tf, Operand<TFloat32> loss, List<? extends Operand<?>> with) {
        this.tf = tf;
        this.loss = loss.asOutput();
        with.forEach(w -> wanted.add(w.asOutput()));
    }

    /**
     * Adds the gradients to the loss' graph.
     *
     * @param loss a single number
     * @param with variables or placeholders that the loss depends on
     * @return ∂loss/∂with, in the same order and of the same shapes
     * @throws IllegalArgumentException if the loss does not depend on one of them
     */
    public static List<Operand<TFloat32>> gradients(Ops tf, Operand<TFloat32> loss,
        List<? extends Operand<?>> with) {
        Backpropagation pass = new Backpropagation(tf, loss, with);
        pass.explore();
        if (pass.sources.size() == 1) {
            return PlaneGradients.of(tf, loss, with, KernelGradient.pays());
        }
        List<Operand<TFloat32>> result = new ArrayList<>();
        with.forEach(w -> result.add(pass.gradient(w.asOutput())));
        return result;
    }

    // -- Exploring the graph --

    private void explore() {
        sources.put(loss, List.of());
        Deque<Output<?>> left = new ArrayDeque<>(List.of(loss));
        Set<Output<?>> stops = new HashSet<>();
        while (!left.isEmpty()) {
            Output<?> source = left.remove();
            for (Output<?> target : reached(source)) {
                sourcesOf.computeIfAbsent(target, t -> new LinkedHashSet<>()).add(source);
                GraphOperation convolution = stopped(target);
                if (convolution != null && stops.add(target)) {
                    for (int input = 0; input < 2; input++) {
                        Output<?> entering = convolution.input(input);
                        if (!sources.containsKey(entering)) {
                            sources.put(entering, new ArrayList<>());
                            left.add(entering);
                        }
                        sources.get(entering).add(new Use(target, convolution, input));
                    }
                }
            }
        }
    }

    /** What a walk back from a source meets: wanted values, and convolutions, behind which it does not go. */
    private Set<Output<?>> reached(Output<?> source) {
        Set<Output<?>> targets = new LinkedHashSet<>();
        Set<Output<?>> seen = new HashSet<>(List.of(source));
        Deque<Output<?>> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            Output<?> value = left.remove();
            boolean stop = stopped(value) != null;
            if (stop || wanted.contains(value)) {
                targets.add(value);
            }
            GraphOperation operation = (GraphOperation) value.op();
            for (int i = 0; !stop && i < operation.numInputs(); i++) {
                Output<?> input = operation.input(i);
                // No gradient flows through whole numbers: sizes, indices, conditions.
                if (input.type() == TFloat32.class && seen.add(input)) {
                    left.add(input);
                }
            }
        }
        return targets;
    }

    /** The 3-D convolution whose stopped result this is, or null. */
    private static GraphOperation stopped(Output<?> value) {
        GraphOperation operation = (GraphOperation) value.op();
        if (!operation.type().equals("StopGradient")) {
            return null;
        }
        GraphOperation before = (GraphOperation) operation.input(0).op();
        return before.type().equals("Conv3D") ? before : null;
    }

    // -- Chaining --

    /** Of a wanted value or a convolution's result. */
    private Operand<TFloat32> gradient(Output<?> target) {
        Operand<TFloat32> known = gradients.get(target);
        if (known != null) {
            return known;
        }
        if (!sourcesOf.containsKey(target)) {
            throw new IllegalArgumentException("the loss does not depend on " + target.op().name());
        }
        List<Operand<TFloat32>> terms = new ArrayList<>();
        if (sourcesOf.get(target).contains(target)) {
            terms.add(sourceGradient(target));
        }
        Set<Output<?>> others = othersThan(target);
        if (!others.isEmpty()) {
            terms.add(piece(others).get(target));
        }
        Operand<TFloat32> sum = sum(terms);
        gradients.put(target, sum);
        return sum;
    }

    /** Of the loss or something that enters convolutions. */
    private Operand<TFloat32> sourceGradient(Output<?> source) {
        Operand<TFloat32> known = sourceGradients.get(source);
        if (known != null) {
            return known;
        }
        List<Operand<TFloat32>> terms = new ArrayList<>();
        if (source.equals(loss)) {
            terms.add(tf.onesLike(floats(loss)));
        }
        for (Use use : sources.get(source)) {
            terms.add(through(use));
        }
        Operand<TFloat32> sum = sum(terms);
        sourceGradients.put(source, sum);
        return sum;
    }

    private Operand<TFloat32> through(Use use) {
        GraphOperation convolution = use.convolution;
        Operand<TFloat32> map = floats(convolution.input(0));
        Operand<TFloat32> kernel = floats(convolution.input(1));
        List<Long> strides = Arrays.stream(convolution.attributes().getAttrIntList("strides")).boxed().toList();
        String padding = convolution.attributes().getAttrString("padding");
        Operand<TFloat32> after = gradient(use.stopped);
        Operand<TInt32> shape = tf.shape(use.input == MAP ? map : kernel);
        return use.input == MAP ? tf.nn.conv3dBackpropInput(shape, kernel, after, strides, padding)
            : tf.nn.conv3dBackpropFilter(map, shape, after, strides, padding);
    }

    /** TensorFlow's gradients of everything that is reached by just these sources, made at once. */
    private Map<Output<?>, Operand<TFloat32>> piece(Set<Output<?>> from) {
        Map<Output<?>, Operand<TFloat32>> known = pieces.get(from);
        if (known != null) {
            return known;
        }
        List<Operand<?>> targets = new ArrayList<>();
        sourcesOf.keySet().stream().filter(t -> othersThan(t).equals(from)).forEach(targets::add);
        List<Operand<TFloat32>> given = new ArrayList<>();
        from.forEach(source -> given.add(sourceGradient(source)));
        Gradients made = Gradients.create(tf.scope(), List.copyOf(from), targets, Gradients.dx(given));
        Map<Output<?>, Operand<TFloat32>> piece = new HashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            piece.put(targets.get(i).asOutput(), made.dy(i));
        }
        pieces.put(from, piece);
        return piece;
    }

    private Set<Output<?>> othersThan(Output<?> target) {
        Set<Output<?>> others = new LinkedHashSet<>(sourcesOf.get(target));
        others.remove(target);
        return others;
    }

    private Operand<TFloat32> sum(List<Operand<TFloat32>> terms) {
        return terms.size() == 1 ? terms.get(0) : tf.math.addN(terms);
    }

    @SuppressWarnings("unchecked")
    static Operand<TFloat32> floats(Output<?> output) {
        return (Output<TFloat32>) output;
    }
}
