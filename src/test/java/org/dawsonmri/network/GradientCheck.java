package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dawsonmri.graph.Backpropagation;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Layers;
import org.dawsonmri.graph.Weight;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Compares TensorFlow's gradients with central finite differences, for the input and for every trainable variable of a
 * piece of a network. The piece's output is projected on fixed random numbers, so that every entry matters.
 */
public final class GradientCheck {

    /** Compares a gradient with what a function does around a point. */
    @FunctionalInterface
    private interface Comparison {
        void compare(String what, float[] at, float[] gradient, ToDoubleFunction<float[]> f);
    }

    /** Pieces are so small that threads only get into each other's way. */
    private static final ConfigProto ONE_THREAD = ConfigProto.newBuilder().setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(1).build();
    /** By how much the loss of a network is to change with a step. */
    private static final double[] CHANGES = {1e-2, 3e-2, 3e-3, 1e-1, 1e-3};
    private static final double LARGEST_STEP = 1e-2;

    private final double tolerance;
    private final Predicate<String> trained;
    private double longest;

    private GradientCheck(double tolerance, Predicate<String> trained) {
        this.tolerance = tolerance;
        this.trained = trained;
    }

    /**
     * Checks d(projection)/d(input and variables) of {@code piece} for an input of that shape.
     *
     * @param tolerance largest distance of the two gradients, relative to their length, for the input and for each
     *        variable
     */
    public static void check(long[] shape, double tolerance,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
        GradientCheck check = new GradientCheck(tolerance, name -> true);
        check.run(shape, piece, check::compareEntries);
    }

    /** As {@link #check} for layers that stay as they are; gradients go through them on their way to others. */
    public static void checkFrozen(long[] shape, double tolerance,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
        GradientCheck check = new GradientCheck(tolerance, name -> false);
        check.run(shape, piece, check::compareEntries);
    }

    /**
     * As {@link #check} for a whole network: one step along the gradient of each variable instead of one for each of
     * its entries. The loss changes so much more by it that the step can be small. ReLUs and maxima that change sides
     * spoil large steps and rounding spoils small ones, so that some are tried; no step makes a wrong gradient right.
     */
    public static void checkNetwork(long[] shape, double tolerance,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
        GradientCheck check = new GradientCheck(tolerance, name -> true);
        // The network keeps the image's size, but only the run knows: said here, each pixel gets a number of its own.
        check.run(shape, (l, x) -> {
            Operand<TFloat32> y = piece.apply(l, x);
            long[] known = shape.clone();
            known[known.length - 1] = Layers.channels(y);
            if (y.asOutput().shape().numDimensions() == 2) {
                return y; // of a patch, logits of one voxel
            }
            return l.tf().reshape(y, l.tf().constant(known));
        }, check::compareAlongGradient);
    }

    private void run(long[] shape, BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece,
        Comparison comparison) {
        SplittableRandom random = new SplittableRandom(7);
        float[] input = new float[Weight.size(shape)];
        // Values are kept apart by more than the step, so that no maximum changes its place and no ReLU its side.
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < input.length; i++) {
            ranks.add(i);
        }
        Collections.shuffle(ranks, new java.util.Random(3));
        for (int i = 0; i < input.length; i++) {
            input[i] = (2f * ranks.get(i) + 1) / input.length - 1;
        }
        try (Graph graph = new Graph(); Session session = new Session(graph, ONE_THREAD)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
            Operand<TFloat32> y = piece.apply(
                Layers.forTraining(tf, variables, tf.constant(new long[] {5, 1}), trained), x);
            Operand<TFloat32> terms = project(tf, y, random);
            Operand<TFloat32> loss = tf.sum(terms, tf.range(tf.constant(0), tf.rank(terms), tf.constant(1)));
            variables.initialize(session, 11);
            perturb(session, variables, random);
            List<String> names = variables.names(Weight.Kind.TRAINABLE);
            List<Operand<?>> with = new ArrayList<>(List.of(x));
            names.forEach(n -> with.add(variables.variable(n)));
            List<Operand<TFloat32>> gradients = Backpropagation.gradients(tf, loss, with);
            List<Op> assigns = new ArrayList<>();
            List<Placeholder<TFloat32>> values = new ArrayList<>();
            for (String name : names) {
                values.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(variables.shape(name)))));
                assigns.add(tf.assign(variables.variable(name), values.get(values.size() - 1)));
            }
            // All at once: TensorFlow prepares each new choice of what to fetch, which takes longer than to run it.
            List<float[]> computed = fetch(session, x, input, gradients);
            longest = computed.stream().mapToDouble(GradientCheck::length).max().orElseThrow();
            comparison.compare("input", input, computed.get(0), v -> value(session, x, v, terms));
            Map<String, Weight> weights = new HashMap<>();
            variables.read(session).forEach(w -> weights.put(w.name(), w));
            for (int i = 0; i < names.size(); i++) {
                Placeholder<TFloat32> value = values.get(i);
                Op assign = assigns.get(i);
                comparison.compare(names.get(i), weights.get(names.get(i)).values(), computed.get(i + 1), v -> {
                    assign(session, value, v, assign);
                    return value(session, x, input, terms);
                });
            }
        }
    }

    /** Moves biases away from 0, where a dead layer would leave the next ReLU exactly on its kink. */
    private static void perturb(Session session, GraphVariables variables, SplittableRandom random) {
        List<Weight> weights = variables.read(session);
        for (Weight w : weights) {
            for (int i = 0; i < w.values().length; i++) {
                w.values()[i] += (float) random.nextDouble(-0.2, 0.2);
            }
        }
        variables.restore(session, weights, "test");
    }

    private void compareEntries(String what, float[] at, float[] gradient, ToDoubleFunction<float[]> f) {
        float step = 2e-3f;
        double squares = 0;
        double errors = 0;
        // Large kernels are sampled; each run of the loss costs a millisecond.
        int stride = Math.max(1, gradient.length / 60);
        for (int i = 0; i < gradient.length; i += stride) {
            float old = at[i];
            at[i] = old + step;
            double above = f.applyAsDouble(at);
            at[i] = old - step;
            double below = f.applyAsDouble(at);
            at[i] = old;
            double difference = (above - below) / (2.0 * step);
            squares += gradient[i] * gradient[i];
            errors += (difference - gradient[i]) * (difference - gradient[i]);
        }
        f.applyAsDouble(at);
        assertEquals(0, Math.sqrt(errors), tolerance * Math.max(0.1, Math.sqrt(squares)),
            what + ": distance of both gradients, whose length is " + Math.sqrt(squares));
    }

    private void compareAlongGradient(String what, float[] at, float[] gradient, ToDoubleFunction<float[]> f) {
        double length = length(gradient);
        // A bias before batch normalisation has no gradient at all, only rounding that many layers have passed on.
        double allowed = tolerance * Math.max(length, longest / 100);
        float[] direction = new float[at.length];
        for (int i = 0; i < at.length; i++) {
            // Along the gradient; without one (a dead ReLU), along the diagonal.
            direction[i] = (float) (length > 0 ? gradient[i] / length : 1 / Math.sqrt(at.length));
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < CHANGES.length && Math.abs(nearest - length) > allowed; i++) {
            double slope = slope(at, direction, Math.min(LARGEST_STEP, CHANGES[i] / length), f);
            nearest = Math.abs(slope - length) < Math.abs(nearest - length) ? slope : nearest;
        }
        f.applyAsDouble(at);
        assertEquals(length, nearest, allowed, what + ": length of the gradient");
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float v : vector) {
            squares += (double) v * v;
        }
        return Math.sqrt(squares);
    }

    /** What the function changes over a step there and one back, per length of the way. */
    private static double slope(float[] at, float[] direction, double step, ToDoubleFunction<float[]> f) {
        float[] above = at.clone();
        float[] below = at.clone();
        double way = 0;
        for (int i = 0; i < at.length; i++) {
            above[i] += (float) (step * direction[i]);
            below[i] -= (float) (step * direction[i]);
            way += ((double) above[i] - below[i]) * direction[i]; // what float32 kept of the step
        }
        return (f.applyAsDouble(above) - f.applyAsDouble(below)) / way;
    }

    /** The terms of the loss. */
    private static Operand<TFloat32> project(Ops tf, Operand<TFloat32> y, SplittableRandom random) {
        Shape shape = y.asOutput().shape();
        if (shape.numDimensions() == 0) {
            return y;
        }
        // After up-sampling only the run knows height and width; the numbers then differ by channel alone.
        Shape known = shape.hasUnknownDimension() ? Shape.of(shape.get(shape.numDimensions() - 1)) : shape;
        float[] w = new float[(int) known.size()];
        for (int i = 0; i < w.length; i++) {
            w[i] = (float) random.nextDouble(0.5, 1.5);
        }
        Operand<TFloat32> weighted = tf.math.mul(y, tf.reshape(tf.constant(w), tf.constant(known.asArray())));
        return tf.math.add(weighted, tf.math.mul(tf.constant(0.3f), tf.math.square(y)));
    }

    private static List<float[]> fetch(Session session, Placeholder<TFloat32> x, float[] input,
        List<? extends Operand<?>> of) {
        Session.Runner runner = session.runner();
        of.forEach(runner::fetch);
        List<float[]> values = new ArrayList<>();
        try (TFloat32 feed = tensor(x, input); Result result = runner.feed(x, feed).run()) {
            for (int i = 0; i < of.size(); i++) {
                Tensor tensor = result.get(i);
                float[] out = new float[(int) tensor.size()];
                tensor.asRawTensor().data().asFloats().read(out);
                values.add(out);
            }
        }
        return values;
    }

    /** Sums in double: the differences that matter would drown in a float32 sum's rounding. */
    private static double value(Session session, Placeholder<TFloat32> x, float[] input, Operand<TFloat32> terms) {
        double sum = 0;
        for (float term : fetch(session, x, input, List.of(terms)).get(0)) {
            sum += term;
        }
        return sum;
    }

    private static void assign(Session session, Placeholder<TFloat32> placeholder, float[] values, Op assign) {
        try (TFloat32 feed = tensor(placeholder, values)) {
            session.runner().feed(placeholder, feed).addTarget(assign).run().close();
        }
    }

    private static TFloat32 tensor(Placeholder<TFloat32> x, float[] values) {
        return TFloat32.tensorOf(x.asOutput().shape(), DataBuffers.of(values, true, false));
    }
}
