package org.dawsonmri.segment;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.preprocess.Frames;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Runs a network over a prepared scan in windows, in batches that fit into memory. Windows of a network of volumes have
 * the size of its training patches and overlap, see {@link Windows}; those of a network of slices are one voxel deep
 * and hold a whole slice. What is smaller than a window lies in its middle, as in training.
 */
final class WindowInference {

    /** Memory that a batch's feature maps may take. */
    private static final long BUDGET_BYTES = 1L << 30;
    private static final int MOST_SLICES = 16;
    private static final int MOST_BOXES = 8;
    /** Axes of a volume in the order of a window's: the fast one, the slow one, and the last. */
    private static final int[] OF_VOLUMES = {0, 1, 2};

    /**
     * A network: batch × [depth ×] height × width × channels, and that shape, to the same with outputs for channels.
     */
    @FunctionalInterface
    interface Probabilities {
        float[] of(float[] images, long[] shape);
    }

    private final float[][] channels;
    private final float[] padding;
    private final boolean isOfSlices;
    /** Of the window's axes: voxels of a window, its windows, and how far neighbours lie apart in the grid. */
    private final int[] side;
    private final Windows[] windows = new Windows[3];
    private final int[] stride = new int[3];
    private final int batchSize;

    private WindowInference(PreparedScan scan, boolean isOfSlices, int[] axes, int[] side, int floatsPerVoxel) {
        Geometry grid = scan.workingGrid();
        this.channels = scan.channels().stream().map(Volume::voxels).toArray(float[][]::new);
        this.padding = scan.padding();
        this.isOfSlices = isOfSlices;
        this.side = side;
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        for (int k = 0; k < 3; k++) {
            windows[k] = new Windows(grid.size(axes[k]), side[k]);
            stride[k] = strides[axes[k]];
        }
        long perWindow = (long) voxels() * floatsPerVoxel * Float.BYTES;
        int most = Math.min(isOfSlices ? MOST_SLICES : MOST_BOXES, pieces());
        this.batchSize = (int) Math.max(1, Math.min(most, BUDGET_BYTES / perWindow));
    }

    /** All slices across an axis, in frames at least as large as those of training. */
    static WindowInference ofSlices(ModelDescription model, PreparedScan scan, int axis) {
        int[] axes = {axis == 0 ? 1 : 0, axis == 2 ? 1 : 2, axis}; // as in preprocess.Slices
        int[] side = {1, 1, 1};
        for (int k = 0; k < 2; k++) {
            side[k] = Frames.side(scan.workingGrid().size(axes[k]), model.frame().get(k), model.sizeMultiple());
        }
        return new WindowInference(scan, true, axes, side, model.floatsPerPixel());
    }

    /** @param patch width, height and depth of windows */
    static WindowInference ofVolume(PreparedScan scan, List<Integer> patch, int floatsPerVoxel) {
        return new WindowInference(scan, false, OF_VOLUMES, patch.stream().mapToInt(Integer::intValue).toArray(),
            floatsPerVoxel);
    }

    /** What a piece is, in the plural. */
    String unit() {
        return isOfSlices ? "slices" : "windows";
    }

    /** Number of windows. */
    int pieces() {
        return windows[0].count() * windows[1].count() * windows[2].count();
    }

    /** Number of batches of the whole scan. */
    int batches() {
        return (pieces() + batchSize - 1) / batchSize;
    }

    /** Runs the network on the first batch once, to see how long that takes. */
    void runFirst(Probabilities network) {
        network.of(images(0, Mirror.NONE), shape(0));
    }

    /**
     * Adds what the network says of the whole scan to maps.
     *
     * @param maps sums of probabilities, one for each class (background not included), in the working grid
     * @param mirror how the network sees the scan; the maps get it turned back
     * @param done hears of each batch how many pieces it had
     */
    void addTo(List<Volume> maps, Probabilities network, Mirror mirror, IntConsumer done) {
        for (int first = 0; first < pieces(); first += batchSize) {
            float[] probabilities = network.of(images(first, mirror), shape(first));
            for (int i = 0; i < size(first); i++) {
                collect(probabilities, i, size(first), first + i, mirror, maps);
            }
            done.accept(size(first));
        }
    }

    // -- Helper methods --

    private int voxels() {
        return side[0] * side[1] * side[2];
    }

    private int size(int first) {
        return Math.min(batchSize, pieces() - first);
    }

    private long[] shape(int first) {
        return isOfSlices ? new long[] {size(first), side[1], side[0], padding.length}
            : new long[] {size(first), side[2], side[1], side[0], padding.length};
    }

    /** Number of a window along an axis. */
    private int along(int axis, int window) {
        return switch (axis) {
            case 0 -> window % windows[0].count();
            case 1 -> window / windows[0].count() % windows[1].count();
            default -> window / windows[0].count() / windows[1].count();
        };
    }

    private int[][] places(int window, Mirror mirror) {
        int[][] places = new int[3][];
        Arrays.setAll(places, axis -> windows[axis].places(along(axis, window), mirror, axis));
        return places;
    }

    private float[] images(int first, Mirror mirror) {
        float[] images = new float[Math.multiplyExact(size(first) * voxels(), padding.length)];
        int to = 0;
        for (int window = first; window < first + size(first); window++) {
            int[][] at = places(window, mirror);
            for (int z : at[2]) {
                for (int y : at[1]) {
                    for (int x : at[0]) {
                        boolean inside = x >= 0 && y >= 0 && z >= 0;
                        int voxel = z * stride[2] + y * stride[1] + x * stride[0];
                        for (int c = 0; c < padding.length; c++) {
                            images[to++] = inside ? channels[c][voxel] : padding[c];
                        }
                    }
                }
            }
        }
        return images;
    }

    /** Adds a window's share to the maps. */
    private void collect(float[] probabilities, int number, int batch, int window, Mirror mirror, List<Volume> maps) {
        int outputs = probabilities.length / (batch * voxels());
        // With a background there is one output more than classes, and it comes first.
        int firstClass = outputs - maps.size();
        int[][] at = places(window, mirror);
        float[][] share = new float[3][];
        Arrays.setAll(share, axis -> windows[axis].shares(along(axis, window)));
        for (int k = 0; k < side[2]; k++) {
            for (int j = 0; j < side[1]; j++) {
                float rowShare = share[2][k] * share[1][j];
                int from = ((number * side[2] + k) * side[1] + j) * side[0];
                for (int i = 0; i < side[0] && rowShare > 0; i++) {
                    if (at[0][i] < 0) {
                        continue;
                    }
                    int voxel = at[2][k] * stride[2] + at[1][j] * stride[1] + at[0][i] * stride[0];
                    for (int c = 0; c < maps.size(); c++) {
                        maps.get(c).voxels()[voxel] +=
                            rowShare * share[0][i] * probabilities[(from + i) * outputs + firstClass + c];
                    }
                }
            }
        }
    }
}
