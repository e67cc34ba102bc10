package org.dawsonmri.train.data;

import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.dataset.LabelledSlices;

import java.util.Arrays;
import java.util.List;

/**
 * Samples ready for a network: boxes of volumes, or slices, which are boxes of depth one, with a label for each voxel;
 * or cubic patches with a label for their centre alone.
 *
 * @param size number of samples
 * @param depth voxels along a volume's third axis, padding included; 0 for slices
 * @param height pixels along the samples' second axis, padding included
 * @param width pixels along the samples' first axis, padding included
 * @param images size × [depth ×] height × width × channels
 * @param labels size × [depth ×] height × width class indices (0 background), zero in the padding and
 *        {@link LabelledSlices#UNLABELLED} where it is not known; of patches only size
 * @param windows where in its frame each sample lies; empty for patches, which have no padding
 */
public record Batch(int size, int depth, int height, int width, float[] images, int[] labels, Window[] windows) {

    /** The part of a frame that a sample fills; the rest is padding. Of slices, z is 0 and the depth 1. */
    public record Window(int x, int y, int z, int width, int height, int depth) {

        int voxels() {
            return width * height * depth;
        }

        /** Of a slice. */
        public Window(int x, int y, int width, int height) {
            this(x, y, 0, width, height, 1);
        }
    }

    /** A batch of slices. */
    public Batch(int size, int height, int width, float[] images, int[] labels, Window[] windows) {
        this(size, 0, height, width, images, labels, windows);
    }

    /**
     * A batch of cubic patches.
     *
     * @param edge voxels along each axis
     * @param images size × edge × edge × edge × channels
     * @param labels of the centres, one for each patch
     */
    public static Batch ofPatches(int edge, float[] images, int[] labels) {
        return new Batch(labels.length, edge, edge, edge, images, labels, new Window[0]);
    }

    /** Of the labels' shape: 1 in the windows, 0 in the padding and where a voxel is not labelled. */
    public float[] inside() {
        float[] inside = new float[labels.length];
        if (windows.length == 0) {
            Arrays.fill(inside, 1);
        }
        for (int i = 0; i < windows.length; i++) {
            Window w = windows[i];
            for (int z = w.z; z < w.z + w.depth; z++) {
                for (int y = w.y; y < w.y + w.height; y++) {
                    int row = ((i * layers() + z) * height + y) * width + w.x;
                    Arrays.fill(inside, row, row + w.width, 1);
                }
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                inside[i] = 0;
            }
        }
        return inside;
    }

    /**
     * Copies a sample into the middle of a frame, with padding around it; what does not fit is cut off.
     *
     * @param position which of the batch's samples it becomes
     * @param padding a value for each channel
     */
    void place(int position, LabelledImage sample, float[] padding) {
        int dx = Math.floorDiv(width - sample.width(), 2);
        int dy = Math.floorDiv(height - sample.height(), 2);
        int dz = Math.floorDiv(layers() - sample.depth(), 2);
        Window w = new Window(Math.max(0, dx), Math.max(0, dy), Math.max(0, dz), Math.min(width, sample.width()),
            Math.min(height, sample.height()), Math.min(layers(), sample.depth()));
        windows[position] = w;
        int channels = padding.length;
        int frame = layers() * height * width;
        for (int i = position * frame; i < (position + 1) * frame && w.voxels() < frame; i++) {
            System.arraycopy(padding, 0, images, i * channels, channels);
        }
        for (int z = w.z; z < w.z + w.depth; z++) {
            for (int y = w.y; y < w.y + w.height; y++) {
                int from = ((z - dz) * sample.height() + y - dy) * sample.width() + w.x - dx;
                int to = ((position * layers() + z) * height + y) * width + w.x;
                System.arraycopy(sample.images(), from * channels, images, to * channels, w.width * channels);
                System.arraycopy(sample.labels(), from, labels, to, w.width);
            }
        }
    }

    public int channels() {
        return images.length / (size * layers() * height * width);
    }

    /** Width, height and, of volumes and patches, depth. */
    public List<Integer> frame() {
        return depth == 0 ? List.of(width, height) : List.of(width, height, depth);
    }

    /** Shape of the images, of slices without the depth. */
    public long[] imageShape() {
        return depth == 0 ? new long[] {size, height, width, channels()}
            : new long[] {size, depth, height, width, channels()};
    }

    /** Size × rows × width, where volumes have depth · height rows; size × 1 × 1 for patches. */
    public long[] labelShape() {
        return windows.length == 0 ? new long[] {size, 1, 1} : new long[] {size, layers() * height, width};
    }

    private int layers() {
        return Math.max(1, depth);
    }
}
