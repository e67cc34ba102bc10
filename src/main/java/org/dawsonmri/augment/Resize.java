package org.dawsonmri.augment;

/**
 * Stretches part of a line of pixels onto a whole one with a triangle (tent) as weights, as the Pillow library does:
 * pixels have their centres at half numbers, what is beyond the part does not count, and when it shrinks, the triangle
 * is as much wider, so that no pixel is passed over.
 */
final class Resize {

    private final int[] first;
    private final float[][] weights;

    /**
     * @param start first pixel of the part
     * @param length its pixels
     * @param size pixels of the result
     */
    Resize(int start, int length, int size) {
        first = new int[size];
        weights = new float[size][];
        double scale = (double) length / size;
        double reach = Math.max(1, scale);
        for (int i = 0; i < size; i++) {
            double centre = (i + 0.5) * scale;
            int low = Math.max(0, (int) (centre - reach + 0.5));
            int high = Math.min(length, (int) (centre + reach + 0.5));
            double[] w = new double[high - low];
            double sum = 0;
            for (int k = 0; k < w.length; k++) {
                w[k] = Math.max(0, 1 - Math.abs(low + k + 0.5 - centre) / reach);
                sum += w[k];
            }
            first[i] = start + low;
            weights[i] = new float[w.length];
            for (int k = 0; k < w.length; k++) {
                weights[i][k] = (float) (w[k] / sum);
            }
        }
    }

    /**
     * Resizes planes of interleaved channels in both directions.
     *
     * @param in rows of {@code width} pixels of {@code channels} values
     * @return rows of as many pixels as {@code across} makes, as many rows as {@code down} makes
     */
    static float[] apply(Resize across, Resize down, float[] in, int width, int channels) {
        int rows = in.length / (width * channels);
        int wide = across.first.length * channels;
        float[] half = new float[rows * wide];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < across.first.length; i++) {
                int from = (row * width + across.first[i]) * channels;
                int to = row * wide + i * channels;
                for (float w : across.weights[i]) {
                    for (int c = 0; c < channels; c++) {
                        half[to + c] += w * in[from++];
                    }
                }
            }
        }
        float[] out = new float[down.first.length * wide];
        for (int row = 0; row < down.first.length; row++) {
            for (int k = 0; k < down.weights[row].length; k++) {
                float w = down.weights[row][k];
                int from = (down.first[row] + k) * wide;
                for (int i = 0; i < wide; i++) {
                    out[row * wide + i] += w * half[from + i];
                }
            }
        }
        return out;
    }
}
