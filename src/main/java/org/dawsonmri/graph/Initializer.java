package org.dawsonmri.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** First values of a variable. The formulas are Keras', where not stated otherwise. */
@FunctionalInterface
public interface Initializer {

    Initializer ZEROS = (shape, random) -> new float[Weight.size(shape)];

    Initializer ONES = (shape, random) -> {
        float[] ones = new float[Weight.size(shape)];
        Arrays.fill(ones, 1);
        return ones;
    };

    /** Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio, 2010): Keras' default. */
    Initializer GLOROT_UNIFORM = (shape, random) ->
        uniform(shape, random, Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape))));

    /** Normal with variance 2 / fan in (He et al., 2015), cut at two standard deviations as Keras does. */
    Initializer HE_NORMAL = (shape, random) -> {
        // NB: 0.8796… is the standard deviation of a unit normal that is cut at ±2.
        double sd = Math.sqrt(2.0 / fanIn(shape)) / 0.87962566103423978;
        float[] values = new float[Weight.size(shape)];
        for (int i = 0; i < values.length; i++) {
            double z = random.nextGaussian();
            while (Math.abs(z) > 2) {
                z = random.nextGaussian();
            }
            values[i] = (float) (sd * z);
        }
        return values;
    };

    /** PyTorch's default for convolutions: uniform in ±1 / √(fan in). */
    Initializer PYTORCH = (shape, random) -> uniform(shape, random, 1 / Math.sqrt(fanIn(shape)));

    /** Uniform in ±limit. */
    static Initializer uniform(double limit) {
        return (shape, random) -> uniform(shape, random, limit);
    }

    /**
     * Values for a variable.
     *
     * @param shape its shape; the last two axes of a kernel are in and out, the axes before them its extent
     * @param random the only source of randomness
     */
    float[] create(long[] shape, RandomGenerator random);

    private static float[] uniform(long[] shape, RandomGenerator random, double limit) {
        float[] values = new float[Weight.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        return values;
    }

    private static double fanIn(long[] shape) {
        return receptiveField(shape) * shape[shape.length - 2];
    }

    private static double fanOut(long[] shape) {
        return receptiveField(shape) * shape[shape.length - 1];
    }

    private static double receptiveField(long[] shape) {
        double size = 1;
        for (int i = 0; i < shape.length - 2; i++) {
            size *= shape[i];
        }
        return size;
    }
}
