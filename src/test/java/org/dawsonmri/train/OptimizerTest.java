package org.dawsonmri.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.graph.GraphVariables;
import org.dawsonmri.graph.Initializer;
import org.dawsonmri.graph.Weight;
import org.dawsonmri.learn.Optimizer;
import org.dawsonmri.learn.Optimizers;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.List;

/** Each optimiser against a loop that spells out its formula, on the valley ½·Σ cᵢ·(wᵢ − 1)². */
class OptimizerTest {

    private static final int STEPS = 7;
    private static final float[] KERNEL = {0.5f, -2, 3, 0.1f};
    private static final float[] BIAS = {0.25f, -0.75f};
    private static final double[] CURVATURE = {1, 0.5, 2, 30, 4, 0.01};

    /** Changes one weight, given its gradient, the learning rate and the number of the step. */
    private interface Formula {
        double next(double w, double g, double rate, int step, double[] memory);
    }

    @Test
    void adam() {
        check("adam", "{\"beta1\": 0.8, \"epsilon\": 1e-3}",
            (w, g, rate, t, m) -> adamStep(w, g, rate, t, m, 0.8, 1e-3));
    }

    @Test
    void adamWDecaysKernelsAlone() {
        check("adamw", "{\"weight_decay\": 0.3}", (w, g, rate, t, m) -> {
            boolean kernel = m[2] == 1;
            return adamStep(kernel ? w - rate * 0.3 * w : w, g, rate, t, m, 0.9, 1e-7);
        });
    }

    @Test
    void sgdWithMomentum() {
        check("sgd", "{}", (w, g, rate, t, m) -> {
            m[0] = 0.9 * m[0] + g;
            return w - rate * m[0];
        });
    }

    @Test
    void sgdWithNesterov() {
        check("sgd", "{\"nesterov\": true, \"momentum\": 0.5}", (w, g, rate, t, m) -> {
            m[0] = 0.5 * m[0] + g;
            return w - rate * (g + 0.5 * m[0]);
        });
    }

    @Test
    void adadelta() {
        check("adadelta", "{\"rho\": 0.9, \"epsilon\": 1e-4}", (w, g, rate, t, m) -> {
            m[0] = 0.9 * m[0] + 0.1 * g * g;
            double u = Math.sqrt(m[1] + 1e-4) / Math.sqrt(m[0] + 1e-4) * g;
            m[1] = 0.9 * m[1] + 0.1 * u * u;
            return w - rate * u;
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        adam     | {"beta1": 1}          | beta1 is 1.0
        adamw    | {"epsilon": 0}        | epsilon is 0.0
        adamw    | {"weight_decay": -1}  | weight_decay is -1.0
        sgd      | {"momentum": -0.1}    | momentum is -0.1
        adadelta | {"decay": 0.9}        | unknown key 'decay'
        lamb     | {}                    | unknown optimizer 'lamb'
        """)
    void wrongOptionsAreTold(String name, String options, String message) {
        DawsonException e = assertThrows(DawsonException.class, () -> create(name, options));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static double adamStep(double w, double g, double rate, int t, double[] m, double beta1, double epsilon) {
        m[0] = beta1 * m[0] + (1 - beta1) * g;
        m[1] = 0.999 * m[1] + 0.001 * g * g;
        double corrected = rate * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(beta1, t));
        return w - corrected * m[0] / (Math.sqrt(m[1]) + epsilon);
    }

    private static Optimizer create(String name, String options) {
        return Optimizers.create(name, JsonParser.parseString(options).getAsJsonObject());
    }

    /** Seven steps with a falling rate; the last three in a new session that starts from the saved variables. */
    private static void check(String name, String options, Formula formula) {
        try (Valley valley = new Valley(create(name, options))) {
            List<Weight> start = List.of(weight("conv/kernel", new long[] {1, 1, 2, 2}, KERNEL),
                weight("conv/bias", new long[] {2}, BIAS));
            List<Weight> middle = valley.run(valley.withEmptySlots(start), 1, 4);
            List<Weight> end = valley.run(middle, 5, STEPS);
            assertArrayEquals(expected(KERNEL, 0, formula), values(end, "conv/kernel"), 2e-5f);
            assertArrayEquals(expected(BIAS, KERNEL.length, formula), values(end, "conv/bias"), 2e-5f);
            long slots = end.stream().filter(w -> w.kind() == Weight.Kind.SLOT).count();
            assertEquals(name.equals("sgd") ? 2 : 4, slots);
            assertTrue(end.stream().allMatch(w -> (w.kind() == Weight.Kind.SLOT) == w.name().startsWith("optimizer/")));
        }
    }

    private static float[] expected(float[] start, int offset, Formula formula) {
        float[] end = new float[start.length];
        for (int i = 0; i < start.length; i++) {
            double w = start[i];
            double[] memory = {0, 0, offset == 0 ? 1 : 0};
            for (int t = 1; t <= STEPS; t++) {
                w = formula.next(w, CURVATURE[offset + i] * (w - 1), rate(t), t, memory);
            }
            end[i] = (float) w;
        }
        return end;
    }

    private static float rate(int step) {
        return 0.05f / step;
    }

    private static Weight weight(String name, long[] shape, float[] values) {
        return new Weight(name, shape, Weight.Kind.TRAINABLE, values.clone());
    }

    private static float[] values(List<Weight> weights, String name) {
        return weights.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow().values();
    }

    /** The graph of a training without a network. */
    private static final class Valley implements AutoCloseable {
        private final Graph graph = new Graph();
        private final Ops tf = Ops.create(graph);
        private final GraphVariables variables = new GraphVariables(tf);
        private final Placeholder<TFloat32> rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        private final Placeholder<TFloat32> step = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        private final List<Op> updates;

        Valley(Optimizer optimizer) {
            Operand<TFloat32> kernel = variables.get("conv/kernel", new long[] {1, 1, 2, 2}, Weight.Kind.TRAINABLE,
                Initializer.ZEROS);
            Operand<TFloat32> bias = variables.get("conv/bias", new long[] {2}, Weight.Kind.TRAINABLE,
                Initializer.ZEROS);
            Operand<TFloat32> all = tf.concat(List.of(tf.reshape(kernel, tf.constant(new int[] {4})), bias),
                tf.constant(0));
            float[] halves = new float[CURVATURE.length];
            for (int i = 0; i < halves.length; i++) {
                halves[i] = (float) CURVATURE[i] / 2;
            }
            Operand<TFloat32> loss = tf.sum(tf.math.mul(tf.constant(halves),
                tf.math.square(tf.math.sub(all, tf.constant(1f)))), tf.constant(0));
            Gradients gradients = Gradients.create(tf.scope(), loss, List.of(kernel, bias));
            List<Operand<TFloat32>> dy = List.of(gradients.dy(0), gradients.dy(1));
            updates = optimizer.updates(tf.withControlDependencies(List.copyOf(dy)), variables,
                List.of("conv/kernel", "conv/bias"), dy, rate, step);
        }

        List<Weight> withEmptySlots(List<Weight> weights) {
            List<Weight> all = new ArrayList<>(weights);
            for (String slot : variables.names(Weight.Kind.SLOT)) {
                long[] shape = variables.shape(slot);
                all.add(new Weight(slot, shape, Weight.Kind.SLOT, new float[Weight.size(shape)]));
            }
            return all;
        }

        List<Weight> run(List<Weight> start, int from, int to) {
            try (Session session = new Session(graph)) {
                variables.restore(session, start, "test");
                for (int t = from; t <= to; t++) {
                    try (TFloat32 r = TFloat32.scalarOf(rate(t)); TFloat32 number = TFloat32.scalarOf(t)) {
                        Session.Runner runner = session.runner().feed(rate, r).feed(step, number);
                        updates.forEach(runner::addTarget);
                        runner.run().close();
                    }
                }
                return variables.read(session);
            }
        }

        @Override
        public void close() {
            graph.close();
        }
    }
}
