package org.dawsonmri.segment;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelRunner;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Runs a 3-D network over a prepared scan in overlapping windows of the size of its training patches, see
 * {@link Windows}. A scan that is smaller than a window lies in its middle, as in training.
 */
final class VolumeInference implements Inference {

    /** Memory that a batch's feature maps may take. */
    private static final long BUDGET_BYTES = 1L << 30;
    private static final int MAX_BATCH = 8;

    /** A network: batch × depth × height × width × channels, and that shape, to the same with outputs for channels. */
    @FunctionalInterface
    interface Probabilities {
        float[] of(float[] images, long[] shape);
    }

    private final PreparedScan scan;
    private final Geometry grid;
    private final int[] side;
    private final Windows[] windows = new Windows[3];
    private final float[] padding;
    private final int batchSize;

    VolumeInference(ModelDescription model, PreparedScan scan) {
        this(scan, model.frame(), model.floatsPerPixel());
    }

    /** @param patch width, height and depth of windows */
    VolumeInference(PreparedScan scan, List<Integer> patch, int floatsPerVoxel) {
        this.scan = scan;
        this.grid = scan.workingGrid();
        this.side = patch.stream().mapToInt(Integer::intValue).toArray();
        this.padding = scan.padding();
        for (int axis = 0; axis < 3; axis++) {
            windows[axis] = new Windows(grid.size(axis), side[axis]);
        }
        long perWindow = (long) voxels() * floatsPerVoxel * Float.BYTES;
        this.batchSize = (int) Math.max(1, Math.min(Math.min(MAX_BATCH, pieces()), BUDGET_BYTES / perWindow));
    }

    @Override
    public String unit() {
        return "windows";
    }

    @Override
    public int pieces() {
        return windows[0].count() * windows[1].count() * windows[2].count();
    }

    @Override
    public int batches() {
        return (pieces() + batchSize - 1) / batchSize;
    }

    @Override
    public void runFirst(ModelRunner runner) {
        runner.run(images(0, Mirror.NONE), shape(0));
    }

    @Override
    public void addTo(List<Volume> maps, ModelRunner runner, Mirror mirror, IntConsumer done) {
        addTo(maps, runner::run, mirror, done);
    }

    /** As {@link #addTo(List, ModelRunner, Mirror, IntConsumer)}, for any network. */
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
        return new long[] {size(first), side[2], side[1], side[0], padding.length};
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
        int channels = padding.length;
        float[] images = new float[Math.multiplyExact(size(first) * voxels(), channels)];
        int to = 0;
        for (int window = first; window < first + size(first); window++) {
            int[][] at = places(window, mirror);
            for (int z : at[2]) {
                for (int y : at[1]) {
                    for (int x : at[0]) {
                        boolean inside = x >= 0 && y >= 0 && z >= 0;
                        int voxel = inside ? (z * grid.ny() + y) * grid.nx() + x : -1;
                        for (int c = 0; c < channels; c++) {
                            images[to++] = inside ? scan.channels().get(c).voxels()[voxel] : padding[c];
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
                    int voxel = (at[2][k] * grid.ny() + at[1][j]) * grid.nx() + at[0][i];
                    for (int c = 0; c < maps.size(); c++) {
                        maps.get(c).voxels()[voxel] +=
                            rowShare * share[0][i] * probabilities[(from + i) * outputs + firstClass + c];
                    }
                }
            }
        }
    }
}
