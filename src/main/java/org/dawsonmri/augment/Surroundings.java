package org.dawsonmri.augment;

import org.dawsonmri.Quantiles;

import java.util.Arrays;

/**
 * The tissue around a lesion in a slice: unlabelled tissue two to four pixels away from it, along rows and columns; the
 * pixel next to a lesion is left out, since it has part of it.
 *
 * @param median of each channel
 * @param signal how far that is above the channel's background
 */
record Surroundings(float[] median, float[] signal) {

    private static final int INNER = 1;
    private static final int OUTER = 4;
    private static final int FEWEST = 8;

    /** What is around {@code lesion} (pixel numbers), or null if that is too little or as dark as the background. */
    static Surroundings of(LabelledImage sample, int[] lesion) {
        int[] ring = ring(sample, lesion);
        if (ring.length < FEWEST) {
            return null;
        }
        float[] median = medians(sample, ring);
        float[] signal = new float[median.length];
        for (int c = 0; c < median.length; c++) {
            signal[c] = median[c] - sample.air(c);
            if (!(signal[c] > 0)) {
                return null;
            }
        }
        return new Surroundings(median, signal);
    }

    /** The median of each channel over some pixels. */
    static float[] medians(LabelledImage sample, int[] pixels) {
        int n = sample.channels();
        float[] medians = new float[n];
        float[] values = new float[pixels.length];
        for (int c = 0; c < n; c++) {
            for (int i = 0; i < pixels.length; i++) {
                values[i] = sample.images()[pixels[i] * n + c];
            }
            medians[c] = Quantiles.upperMedian(values);
        }
        return medians;
    }

    private static int[] ring(LabelledImage sample, int[] lesion) {
        Frame frame = Frame.around(sample, lesion, OUTER);
        byte[] distance = new byte[frame.pixels()]; // 0 far, 1 in the ring, 2 too near
        mark(frame, distance, lesion, OUTER, (byte) 1);
        mark(frame, distance, lesion, INNER, (byte) 2);
        int[] ring = new int[distance.length];
        int size = 0;
        for (int i = 0; i < distance.length; i++) {
            int pixel = frame.pixel(i);
            if (distance[i] == 1 && sample.labels()[pixel] == 0 && sample.isTissue(pixel)) {
                ring[size++] = pixel;
            }
        }
        return Arrays.copyOf(ring, size);
    }

    private static void mark(Frame frame, byte[] distance, int[] lesion, int radius, byte value) {
        for (int pixel : lesion) {
            int x = frame.x(pixel);
            int y = frame.y(pixel);
            int left = Math.max(0, x - radius);
            int right = Math.min(frame.width() - 1, x + radius);
            for (int row = Math.max(0, y - radius); row <= Math.min(frame.height() - 1, y + radius); row++) {
                Arrays.fill(distance, row * frame.width() + left, row * frame.width() + right + 1, value);
            }
        }
    }
}
