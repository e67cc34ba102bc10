package org.dawsonmri.train.data;

import java.util.Arrays;

/**
 * Slices or patches of volumes, ready for a network. A slice is a patch of depth 1.
 *
 * @param size number of slices or patches
 * @param depth voxels along a patch's third axis, padding included; 1 for slices
 * @param height voxels along the second axis, padding included
 * @param width voxels along the first axis, padding included
 * @param images size × depth × height × width × channels
 * @param labels size × depth × height × width class indices (0 background); zero in the padding
 * @param windows the part of each slice or patch that counts: where in its frame it lies
 */
public record Batch(int size, int depth, int height, int width, float[] images, int[] labels, Window[] windows) {

    /** The part of a frame that a slice or a patch fills; the rest is padding. */
    public record Window(int x, int y, int z, int width, int height, int depth) {

        /** Of a slice. */
        public Window(int x, int y, int width, int height) {
            this(x, y, 0, width, height, 1);
        }
    }

    /** A batch of slices. */
    public Batch(int size, int height, int width, float[] images, int[] labels, Window[] windows) {
        this(size, 1, height, width, images, labels, windows);
    }

    /** A batch of nothing yet, for patches or slices of one size. */
    static Batch empty(int size, int depth, int height, int width, int channels) {
        int voxels = Math.multiplyExact(Math.multiplyExact(size * depth, height), width);
        return new Batch(size, depth, height, width, new float[Math.multiplyExact(voxels, channels)], new int[voxels],
            new Window[size]);
    }

    /** Size × depth × height × width: 1 in the windows, 0 in the padding. */
    public float[] inside() {
        float[] inside = new float[labels.length];
        for (int i = 0; i < size; i++) {
            Window w = windows[i];
            for (int z = w.z; z < w.z + w.depth; z++) {
                for (int y = w.y; y < w.y + w.height; y++) {
                    int row = ((i * depth + z) * height + y) * width + w.x;
                    Arrays.fill(inside, row, row + w.width, 1);
                }
            }
        }
        return inside;
    }

    public int channels() {
        return images.length / labels.length;
    }
}
