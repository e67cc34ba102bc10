package org.dawsonmri.augment;

import org.dawsonmri.preprocess.Background;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Volume;

import java.util.List;

/**
 * One slice, or a patch of a volume, with its labels. A slice is a patch of depth 1. Transforms never change a sample's
 * arrays, they make another sample, which may share those that stay as they are.
 *
 * @param width pixels along x, the fast direction
 * @param height pixels along y
 * @param depth pixels along z; 1 for a slice
 * @param images depth × height × width × channels, prepared as for the network
 * @param labels depth × height × width class indices, 0 background
 * @param background of each channel
 * @param aspect height of a slice's pixels in mm, relative to their width; patches of volumes do not need it
 */
public record LabelledImage(int width, int height, int depth, float[] images, int[] labels, List<Background> background,
    double aspect) {

    public LabelledImage {
        background = List.copyOf(background);
        if (labels.length != width * height * depth || images.length != labels.length * background.size()) {
            throw new IllegalArgumentException(images.length + " values and " + labels.length + " labels for "
                + background.size() + " channels of " + width + "×" + height + "×" + depth);
        }
    }

    /** A slice. */
    public LabelledImage(int width, int height, float[] images, int[] labels, List<Background> background,
        double aspect) {
        this(width, height, 1, images, labels, background, aspect);
    }

    /** A patch. */
    public LabelledImage(int width, int height, int depth, float[] images, int[] labels, List<Background> background) {
        this(width, height, depth, images, labels, background, 1);
    }

    /** A slice of a prepared scan; its labels are the label map's rounded values, all 0 if there is no map (null). */
    public static LabelledImage of(List<Volume> channels, Volume label, List<Background> background, int axis,
        int index) {
        int width = Slices.width(channels.get(0).geometry(), axis);
        int height = Slices.height(channels.get(0).geometry(), axis);
        int n = channels.size();
        float[] images = new float[width * height * n];
        int[] labels = new int[width * height];
        for (int c = 0; c < n; c++) {
            float[] plane = Slices.plane(channels.get(c), axis, index);
            for (int i = 0; i < plane.length; i++) {
                images[i * n + c] = plane[i];
            }
        }
        if (label != null) {
            float[] plane = Slices.plane(label, axis, index);
            for (int i = 0; i < plane.length; i++) {
                labels[i] = Math.round(plane[i]);
            }
        }
        return new LabelledImage(width, height, images, labels, background,
            Slices.aspect(channels.get(0).geometry(), axis));
    }

    public int channels() {
        return background.size();
    }

    public int pixels() {
        return labels.length;
    }

    /** The value of one channel's background. */
    public float air(int channel) {
        return background.get(channel).value();
    }

    /** True if at least one channel is brighter there than its background. */
    public boolean isTissue(int pixel) {
        for (int c = 0; c < channels(); c++) {
            if (images[pixel * channels() + c] > background.get(c).tissue()) {
                return true;
            }
        }
        return false;
    }

    /** All channels' background values. */
    float[] air() {
        float[] air = new float[channels()];
        for (int c = 0; c < air.length; c++) {
            air[c] = air(c);
        }
        return air;
    }

    /** The values of one channel. */
    float[] plane(int channel) {
        int n = channels();
        float[] plane = new float[pixels()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = images[i * n + channel];
        }
        return plane;
    }

    /** Other images, the same labels. */
    public LabelledImage withImages(float[] changed) {
        return new LabelledImage(width, height, depth, changed, labels, background, aspect);
    }

    /** Other images and labels of the same size. */
    public LabelledImage with(float[] changedImages, int[] changedLabels) {
        return new LabelledImage(width, height, depth, changedImages, changedLabels, background, aspect);
    }
}
