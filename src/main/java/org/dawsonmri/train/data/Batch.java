package org.dawsonmri.train.data;

import java.util.Arrays;

/**
 * Slices ready for a network.
 *
 * @param size number of slices
 * @param height pixels along the slices' second axis, padding included
 * @param width pixels along the slices' first axis, padding included
 * @param images size × height × width × channels
 * @param labels size × height × width class indices (0 background); zero in the padding
 * @param windows where in its frame each slice lies
 */
public record Batch(int size, int height, int width, float[] images, int[] labels, Window[] windows) {

    /** The part of a frame that a slice fills; the rest is padding. */
    public record Window(int x, int y, int width, int height) {
    }

    /** Size × height × width: 1 in the windows, 0 in the padding. */
    public float[] inside() {
        float[] inside = new float[size * height * width];
        for (int i = 0; i < size; i++) {
            Window w = windows[i];
            for (int y = w.y; y < w.y + w.height; y++) {
                int row = (i * height + y) * width + w.x;
                Arrays.fill(inside, row, row + w.width, 1);
            }
        }
        return inside;
    }

    public int channels() {
        return images.length / (size * height * width);
    }
}
