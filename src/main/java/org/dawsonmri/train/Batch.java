package org.dawsonmri.train;

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
record Batch(int size, int height, int width, float[] images, int[] labels, Window[] windows) {

    /** The part of a frame that a slice fills; the rest is padding. */
    record Window(int x, int y, int width, int height) {
    }

    int channels() {
        return images.length / (size * height * width);
    }
}
