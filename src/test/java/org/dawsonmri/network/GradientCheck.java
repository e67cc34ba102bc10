package org.dawsonmri.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Compares TensorFlow's gradients with central finite differences, for the input and for every trainable variable of a
 * piece of a network. The piece's output is projected on fixed random numbers, so that every entry matters.
 */
public final class GradientCheck {

    private final float step;
    private final double tolerance;

    private GradientCheck(float step, double tolerance) {
        this.step = step;
        this.tolerance = tolerance;
    }

    /**
     * Checks d(projection)/d(input and variables) of {@code piece} for an input of that shape.
     *
     * @param tolerance largest distance of the two gradients, relative to their length, for the input and for each
     *        variable; ReLUs that change sides within a step make a whole network less exact than a layer
     */
    public static void check(long[] shape, double tolerance,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
        new GradientCheck(2e-3f, tolerance).run(shape, piece);
    }

    /** As {@link #check} for a whole network: a smaller step, so that few ReLUs change sides within it. */
    public static void checkNetwork(long[] shape, double tolerance,
        BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
        new GradientCheck(4e-4f, tolerance).run(shape, piece);
    }

    private void run(long[] shape, BiFunction<Layers, Operand<TFloat32>, Operand<TFloat32>> piece) {
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
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            GraphVariables variables = new GraphVariables(tf);
            Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
            Operand<TFloat32> y = piece.apply(
                Layers.forTraining(tf, variables, tf.constant(new long[] {5, 1})), x);
            Operand<TFloat32> loss = project(tf, y, random);
            variables.initialize(session, 11);
            perturb(session, variables, random);
            List<String> names = variables.names(Weight.Kind.TRAINABLE);
            List<Operand<?>> with = new ArrayList<>(List.of(x));
            names.forEach(n -> with.add(variables.variable(n)));
            Gradients gradients = Gradients.create(tf.scope(), loss, with);
            compare("input", input, gradient(session, x, input, gradients.dy(0)),
                v -> value(session, x, v, loss));
            for (int i = 0; i < names.size(); i++) {
                checkVariable(session, variables, names.get(i),
                    gradient(session, x, input, gradients.dy(i + 1)), () -> value(session, x, input, loss));
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

    private void checkVariable(Session session, GraphVariables variables, String name,
        float[] gradient, java.util.function.DoubleSupplier loss) {
        List<Weight> all = variables.read(session);
        Weight weight = all.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
        compare(name, weight.values().clone(), gradient, v -> {
            System.arraycopy(v, 0, weight.values(), 0, v.length);
            variables.restore(session, all, "test");
            return loss.getAsDouble();
        });
        variables.restore(session, all, "test");
    }

    private void compare(String what, float[] at, float[] gradient,
        java.util.function.ToDoubleFunction<float[]> f) {
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
        Operand<TFloat32> bent = tf.math.add(weighted, tf.math.mul(tf.constant(0.3f), tf.math.square(y)));
        return tf.sum(bent, tf.range(tf.constant(0), tf.rank(bent), tf.constant(1)));
    }

    private static float[] gradient(Session session, Placeholder<TFloat32> x, float[] input, Operand<?> of) {
        try (TFloat32 feed = tensor(x, input);
            Result result = session.runner().feed(x, feed).fetch(of).run()) {
            Tensor tensor = result.get(0);
            float[] out = new float[(int) tensor.size()];
            tensor.asRawTensor().data().asFloats().read(out);
            return out;
        }
    }

    private static double value(Session session, Placeholder<TFloat32> x, float[] input, Operand<TFloat32> loss) {
        try (TFloat32 feed = tensor(x, input);
            Result result = session.runner().feed(x, feed).fetch(loss).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    private static TFloat32 tensor(Placeholder<TFloat32> x, float[] values) {
        return TFloat32.tensorOf(x.asOutput().shape(), DataBuffers.of(values, true, false));
    }
}
