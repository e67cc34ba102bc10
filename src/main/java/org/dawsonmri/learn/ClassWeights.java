package org.dawsonmri.learn;

import org.dawsonmri.DawsonException;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

import java.util.Arrays;
import java.util.List;

/**
 * The setting {@code class_weights} that losses share: one number per class, the background first, empty for the loss'
 * own choice. Only the ratios count: a loss is the mean over classes or pixels that these weights give.
 */
final class ClassWeights {

    private ClassWeights() {
    }

    /** The setting, checked as far as it can be without knowing the number of classes. */
    static List<Double> checked(List<Double> weights) {
        if (weights == null) {
            return List.of();
        }
        for (Double w : weights) {
            if (w == null || !(w >= 0) || w.isInfinite()) {
                throw new IllegalArgumentException("class_weights has " + w + ", expected numbers from 0 on");
            }
        }
        if (!weights.isEmpty() && weights.stream().allMatch(w -> w == 0)) {
            throw new IllegalArgumentException("class_weights has only zeros, expected at least one number above 0");
        }
        return List.copyOf(weights);
    }

    /**
     * A constant vector with one weight per class, background included, whose mean is 1.
     *
     * @param background the background's weight if none are set; the other classes then have 1
     * @throws DawsonException if there are not as many weights as classes
     */
    static Operand<TFloat32> perClass(Ops tf, List<Double> weights, int classes, double background) {
        double[] w = new double[classes];
        if (weights.isEmpty()) {
            Arrays.fill(w, 1);
            w[0] = background;
        } else if (weights.size() == classes) {
            Arrays.setAll(w, weights::get);
        } else {
            throw new DawsonException("loss_options: class_weights has " + weights.size() + " numbers, expected "
                + classes + ": one for the background, then one for each class");
        }
        double mean = Arrays.stream(w).average().orElseThrow();
        float[] values = new float[classes];
        for (int c = 0; c < classes; c++) {
            values[c] = (float) (w[c] / mean);
        }
        return tf.constant(values);
    }
}
