package org.dawsonmri.graph;

import org.dawsonmri.DawsonException;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one variable, outside of any graph.
 *
 * @param name slash-separated, unique in a network: {@code enc1/conv1/kernel}
 * @param shape Keras layout: a 2-D convolution's kernel is height × width × in × out, a transposed one's height × width
 *        × out × in
 * @param kind what it is for
 * @param values row-major; kept, not copied
 */
public record Weight(String name, long[] shape, Kind kind, float[] values) {

    /** What a variable is for. */
    public enum Kind {
        /** Changed by the optimiser. */
        TRAINABLE,
        /** A running statistic of batch normalisation: part of the network, not trained. */
        STATISTIC,
        /** Memory of the optimiser: part of a checkpoint, not of the network. */
        SLOT;

        /** What a network consists of, without its optimiser. */
        public static final Set<Kind> OF_NETWORK = Collections.unmodifiableSet(EnumSet.of(TRAINABLE, STATISTIC));
    }

    public Weight {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(name + ": " + values.length + " values for the shape "
                + Arrays.toString(shape));
        }
    }

    /** Number of values in an array of that shape. @throws ArithmeticException if no Java array holds so many */
    public static int size(long[] shape) {
        return Math.toIntExact(count(shape));
    }

    /** The same for what need not fit into one array. @throws ArithmeticException if no number is so large */
    public static long count(long[] shape) {
        long count = 1;
        for (long n : shape) {
            count = Math.multiplyExact(count, n);
        }
        return count;
    }

    /** The same weight. @param source where it comes from @throws DawsonException if a value is NaN or infinite */
    public Weight requireFinite(String source) {
        notFinite().ifPresent(v -> {
            throw new DawsonException(source + ": " + name + " has the value " + v
                + ", expected finite numbers; train again or take earlier weights");
        });
        return this;
    }

    /** The first value that is NaN or infinite, if there is one. */
    public Optional<Float> notFinite() {
        for (float v : values) {
            if (!Float.isFinite(v)) {
                return Optional.of(v);
            }
        }
        return Optional.empty();
    }

    /** The weights by their names; of two of one name the last. */
    public static Map<String, Weight> byName(List<Weight> weights) {
        Map<String, Weight> byName = new LinkedHashMap<>();
        weights.forEach(weight -> byName.put(weight.name(), weight));
        return byName;
    }

    /**
     * The weight of that name.
     *
     * @param source where the weights come from, for the message
     * @throws DawsonException if there is none of that shape
     */
    public static Weight require(Map<String, Weight> weights, String name, long[] shape, String source) {
        Weight weight = weights.get(name);
        if (weight == null || !Arrays.equals(weight.shape(), shape)) {
            throw new DawsonException(source + ": variable " + name + " has the shape "
                + (weight == null ? "(missing)" : Arrays.toString(weight.shape())) + ", this network expects "
                + Arrays.toString(shape) + "; use weights of the same network, channels and classes");
        }
        return weight;
    }
}
