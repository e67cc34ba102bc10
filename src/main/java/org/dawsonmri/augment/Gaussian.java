package org.dawsonmri.augment;

/** Smooths planes and volumes with a Gaussian that is cut off at 4 σ; beyond them there is 0. */
public final class Gaussian {

    private static final double REACH = 4;

    private Gaussian() {
    }

    /** Half of the weights, the middle one first; all of them sum to 1. */
    static float[] weights(double sigma) {
        int radius = (int) (REACH * sigma + 0.5);
        double[] w = new double[radius + 1];
        double sum = 0;
        for (int k = 0; k <= radius; k++) {
            w[k] = k == 0 ? 1 : Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? w[k] : 2 * w[k];
        }
        float[] weights = new float[radius + 1];
        for (int k = 0; k <= radius; k++) {
            weights[k] = (float) (w[k] / sum);
        }
        return weights;
    }

    /**
     * A smoothed copy.
     *
     * @param plane rows of {@code width} values
     * @param sigma in pixels; 0 leaves all as it is
     */
    public static float[] smooth(float[] plane, int width, double sigma) {
        return smooth(plane, width, plane.length / width, sigma);
    }

    /**
     * A smoothed copy of one or several planes of {@code width} × {@code height} values on top of each other: several
     * are smoothed along all three axes.
     *
     * @param sigma in voxels; 0 leaves all as it is
     */
    static float[] smooth(float[] volume, int width, int height, double sigma) {
        float[] weights = weights(sigma);
        float[] inPlanes = along(along(volume, weights, 1, width), weights, width, width * height);
        return volume.length == width * height
            ? inPlanes
            : along(inPlanes, weights, width * height, volume.length);
    }

    /** Standard deviation of independent noise after smoothing, as a share of that before. */
    public static double noiseLeft(double sigma) {
        float[] weights = weights(sigma);
        double squares = 0;
        for (int k = 0; k < weights.length; k++) {
            squares += (k == 0 ? 1 : 2) * weights[k] * weights[k];
        }
        return squares; // √ of the sum of squares, once for each direction
    }

    /**
     * Smooths along one direction: each weight adds two shifted copies, in loops that compilers turn into vector code.
     *
     * @param step from one value to the next in that direction
     * @param block values that belong together: a row when smoothing along rows, the plane when along columns
     */
    private static float[] along(float[] in, float[] weights, int step, int block) {
        float[] out = new float[in.length];
        int reach = Math.min(weights.length - 1, block / step - 1);
        for (int start = 0; start < in.length; start += block) {
            for (int i = start; i < start + block; i++) {
                out[i] = weights[0] * in[i];
            }
            for (int k = 1; k <= reach; k++) {
                addBoth(in, out, start, start + block, k * step, weights[k]);
            }
        }
        return out;
    }

    /** Adds to each value between {@code start} and {@code end} those {@code shift} before and after, if there. */
    private static void addBoth(float[] in, float[] out, int start, int end, int shift, float weight) {
        int first = Math.min(start + shift, end - shift);
        int last = Math.max(start + shift, end - shift);
        for (int i = start; i < first; i++) {
            out[i] += weight * in[i + shift];
        }
        for (int i = start + shift; i < end - shift; i++) {
            out[i] += weight * (in[i - shift] + in[i + shift]);
        }
        for (int i = last; i < end; i++) {
            out[i] += weight * in[i - shift];
        }
    }
}
