package org.dawsonmri.graph;

import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The variables of a training graph. Their first values come from a seed and their name alone, not from the order in
 * which they are made, and are set from Java: initialising, restoring a checkpoint and importing weights are one thing.
 */
public final class GraphVariables implements Variables {

    private record Entry(long[] shape, Weight.Kind kind, Initializer initializer, Operand<TFloat32> variable,
        Placeholder<TFloat32> value, Op assign) {
    }

    private static final long PART_BYTES = 64L << 20;

    private final Ops tf;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Op> updates = new ArrayList<>();

    /** @param tf the graph's operations */
    public GraphVariables(Ops tf) {
        this.tf = tf;
    }

    // -- Variables methods --

    @Override
    public Operand<TFloat32> get(String name, long[] shape, Weight.Kind kind, Initializer initializer) {
        Entry known = entries.get(name);
        if (known != null) {
            if (!Arrays.equals(known.shape, shape)) {
                throw new IllegalArgumentException("variable " + name + " exists with the shape "
                    + Arrays.toString(known.shape) + ", asked for " + Arrays.toString(shape));
            }
            return known.variable;
        }
        Shape size = Shape.of(shape);
        Ops named = tf.withName(Variables.nodeName(name));
        Operand<TFloat32> variable = named.variable(size, TFloat32.class);
        Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(size));
        entries.put(name, new Entry(shape.clone(), kind, initializer, variable, value, tf.assign(variable, value)));
        return variable;
    }

    @Override
    public void updateEachStep(Operand<TFloat32> variable, Operand<TFloat32> value) {
        updates.add(tf.assign(variable, value));
    }

    // -- GraphVariables methods --

    /** What has to run with every training step, besides the optimiser. */
    public List<Op> updates() {
        return List.copyOf(updates);
    }

    /** Names of the variables of that kind, in the order in which they were made. */
    public List<String> names(Weight.Kind kind) {
        return entries.entrySet().stream().filter(e -> e.getValue().kind == kind).map(Map.Entry::getKey).toList();
    }

    /** The variable of that name, which must exist. */
    public Operand<TFloat32> variable(String name) {
        return entries.get(name).variable;
    }

    /** The shape of the variable of that name, which must exist. */
    public long[] shape(String name) {
        return entries.get(name).shape.clone();
    }

    /** Number of single values in all variables of that kind. */
    public long count(Weight.Kind kind) {
        return entries.values().stream().filter(e -> e.kind == kind).mapToLong(e -> Weight.size(e.shape)).sum();
    }

    /** Gives every variable its first values. */
    public void initialize(Session session, long seed) {
        initialize(session, seed, name -> true);
    }

    /** Gives the variables with a name of that kind first values and leaves the others alone. */
    public void initialize(Session session, long seed, Predicate<String> chosen) {
        assign(session, entries.keySet().stream().filter(chosen).toList(), name -> {
            Entry e = entries.get(name);
            SplittableRandom random = new SplittableRandom(31 * seed + name.hashCode());
            return new Weight(name, e.shape, e.kind, e.initializer.create(e.shape, random));
        });
    }

    /** Reads all variables. */
    public List<Weight> read(Session session) {
        return read(session, EnumSet.allOf(Weight.Kind.class));
    }

    /** Reads the variables of some kinds. */
    public List<Weight> read(Session session, Set<Weight.Kind> kinds) {
        List<Map.Entry<String, Entry>> wanted =
            entries.entrySet().stream().filter(e -> kinds.contains(e.getValue().kind)).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Session.Runner runner = session.runner();
        wanted.forEach(e -> runner.fetch(e.getValue().variable));
        List<Weight> weights = new ArrayList<>();
        try (Result result = runner.run()) {
            int i = 0;
            for (Map.Entry<String, Entry> e : wanted) {
                weights.add(new Weight(e.getKey(), e.getValue().shape, e.getValue().kind,
                    TensorValues.of(result.get(i++))));
            }
        }
        return weights;
    }

    /**
     * Sets all variables.
     *
     * @param source where the weights come from, for the message
     * @throws org.dawsonmri.DawsonException if a variable is missing or has another shape
     */
    public void restore(Session session, List<Weight> weights, String source) {
        Map<String, Weight> byName = Weight.byName(weights);
        entries.forEach((name, e) -> Weight.require(byName, name, e.shape, source));
        assign(session, entries.keySet(), byName::get);
    }

    // -- Helper methods --

    /** In parts: each run has a price, but all values of a large network at once would double its memory. */
    private void assign(Session session, Collection<String> names, Function<String, Weight> weights) {
        List<Weight> part = new ArrayList<>();
        long bytes = 0;
        for (String name : names) {
            Weight weight = weights.apply(name);
            part.add(weight);
            bytes += (long) weight.values().length * Float.BYTES;
            if (bytes >= PART_BYTES) {
                assignPart(session, part);
                part.clear();
                bytes = 0;
            }
        }
        assignPart(session, part);
    }

    private void assignPart(Session session, List<Weight> weights) {
        if (weights.isEmpty()) {
            return; // TensorFlow refuses to run nothing
        }
        List<TFloat32> tensors = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            for (Weight w : weights) {
                Entry e = entries.get(w.name());
                TFloat32 value = TFloat32.tensorOf(Shape.of(w.shape()), DataBuffers.of(w.values(), true, false));
                tensors.add(value);
                runner.feed(e.value, value).addTarget(e.assign);
            }
            runner.run().close();
        } finally {
            tensors.forEach(TFloat32::close);
        }
    }
}
