package org.dawsonmri.volume;

import org.dawsonmri.volume.Resample.Sampling;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Linear resampling along one axis: new sample {@code j} is the sum of {@code weights[j][k]·old[first[j] + k]}. A
 * Gaussian, cut off at 4σ, can be folded in, so that detail finer than the new grid is averaged and not aliased. Beyond
 * its ends the axis is mirrored about its outermost samples (d c b | a b c d | c b a).
 *
 * @param first for each new sample the first old sample that counts
 * @param weights for each new sample the weights of the old samples from there on; empty if it lies outside
 */
record AxisWeights(int[] first, double[][] weights) {

    private static final double CUT_OFF_SIGMAS = 4;

    /**
     * @param oldSize samples there are
     * @param newSize samples wanted
     * @param start position of the first new sample on the old axis, in old samples
     * @param step old samples from one new sample to the next
     * @param sigma width of the Gaussian in old samples, 0 for none
     */
    static AxisWeights linear(int oldSize, int newSize, double start, double step, double sigma) {
        double[] kernel = gaussian(sigma);
        int[] first = new int[newSize];
        double[][] weights = new double[newSize][];
        for (int j = 0; j < newSize; j++) {
            double[] row = new double[oldSize];
            double position = start + j * step;
            if (Sampling.isInside(position, oldSize)) {
                int base = (int) Math.floor(position);
                add(row, base, base + 1 - position, kernel);
                add(row, base + 1, position - base, kernel);
            }
            int from = IntStream.range(0, oldSize).filter(i -> row[i] != 0).findFirst().orElse(0);
            int to = oldSize;
            while (to > from && row[to - 1] == 0) {
                to--;
            }
            first[j] = from;
            weights[j] = Arrays.copyOfRange(row, from, to);
        }
        return new AxisWeights(first, weights);
    }

    /** The smoothing that steps of {@code step} old samples need: σ = (step − 1)/2 old samples, none if not longer. */
    static double sigmaFor(double step) {
        return Math.max(0, (step - 1) / 2);
    }

    /**
     * The values with this axis resampled. {@code shape} is that of {@code in}, x fastest; only {@code axis} changes.
     */
    float[] apply(float[] in, int[] shape, int axis) {
        int stride = 1;
        for (int a = 0; a < axis; a++) {
            stride *= shape[a];
        }
        int inner = stride;
        int oldSize = shape[axis];
        int newSize = first.length;
        int outer = in.length / (inner * oldSize);
        float[] out = new float[Math.multiplyExact(Math.multiplyExact(outer, newSize), inner)];
        IntStream.range(0, outer * newSize).parallel().forEach(row -> {
            int j = row % newSize;
            double[] w = weights[j];
            int from = (row / newSize * oldSize + first[j]) * inner;
            for (int i = 0; i < inner; i++) {
                double sum = 0;
                for (int k = 0; k < w.length; k++) {
                    sum += w[k] * in[from + k * inner + i];
                }
                out[row * inner + i] = (float) sum;
            }
        });
        return out;
    }

    private static void add(double[] row, int centre, double weight, double[] kernel) {
        int reach = kernel.length / 2;
        for (int k = 0; k < kernel.length && weight != 0; k++) {
            row[Sampling.mirror(centre + k - reach, row.length)] += weight * kernel[k];
        }
    }

    private static double[] gaussian(double sigma) {
        int reach = (int) (CUT_OFF_SIGMAS * sigma + 0.5);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = reach == 0 ? 1 : Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += kernel[k + reach];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }
}
