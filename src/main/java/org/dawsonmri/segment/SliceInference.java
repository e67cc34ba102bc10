package org.dawsonmri.segment;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.model.ModelRunner;
import org.dawsonmri.preprocess.Frames;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.List;
import java.util.function.IntConsumer;

/** Runs a 2-D network over all slices of a prepared scan across one axis, in batches that fit into memory. */
final class SliceInference implements Inference {

    /** Memory that a batch's feature maps may take. */
    private static final long BUDGET_BYTES = 1L << 30;
    private static final int MAX_BATCH = 16;

    private final PreparedScan scan;
    private final int axis;
    private final int width;
    private final int height;
    private final int frameWidth;
    private final int frameHeight;
    private final int count;
    private final int channels;
    private final int batchSize;
    private final float[] padding;

    SliceInference(ModelDescription model, PreparedScan scan, int axis) {
        this.scan = scan;
        this.axis = axis;
        Geometry grid = scan.workingGrid();
        this.width = Slices.width(grid, axis);
        this.height = Slices.height(grid, axis);
        this.frameWidth = Frames.side(width, model.frame().get(0), model.sizeMultiple());
        this.frameHeight = Frames.side(height, model.frame().get(1), model.sizeMultiple());
        this.count = grid.size(axis);
        this.channels = scan.channels().size();
        this.padding = scan.padding();
        long perSlice = (long) frameWidth * frameHeight * model.floatsPerPixel() * Float.BYTES;
        this.batchSize = (int) Math.max(1, Math.min(Math.min(MAX_BATCH, count), BUDGET_BYTES / perSlice));
    }

    @Override
    public String unit() {
        return "slices";
    }

    @Override
    public int pieces() {
        return count;
    }

    @Override
    public int batches() {
        return (count + batchSize - 1) / batchSize;
    }

    @Override
    public void runFirst(ModelRunner runner) {
        runner.run(images(0, Mirror.NONE), size(0), frameHeight, frameWidth);
    }

    @Override
    public void addTo(List<Volume> maps, ModelRunner runner, Mirror mirror, IntConsumer done) {
        for (int first = 0; first < count; first += batchSize) {
            float[] probabilities = runner.run(images(first, mirror), size(first), frameHeight, frameWidth);
            collect(probabilities, first, mirror, maps);
            done.accept(size(first));
        }
    }

    // -- Helper methods --

    private int size(int first) {
        return Math.min(batchSize, count - first);
    }

    private float[] images(int first, Mirror mirror) {
        int n = size(first);
        float[] images = new float[n * frameHeight * frameWidth * channels];
        float[] plane = new float[width * height];
        for (int i = 0; i < images.length; i++) {
            images[i] = padding[i % channels];
        }
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < channels; c++) {
                Slices.get(scan.channels().get(c), axis, first + i, plane, 0);
                for (int y = 0; y < height; y++) {
                    int to = pixel(i, y) * channels + c;
                    for (int x = 0; x < width; x++) {
                        images[to + x * channels] = plane[mirror.index(x, y, width, height)];
                    }
                }
            }
        }
        return images;
    }

    private void collect(float[] probabilities, int first, Mirror mirror, List<Volume> maps) {
        int outputs = probabilities.length / (size(first) * frameHeight * frameWidth);
        // With a background there is one output more than classes, and it comes first.
        int firstClass = outputs - maps.size();
        float[] plane = new float[width * height];
        for (int i = 0; i < size(first); i++) {
            for (int c = 0; c < maps.size(); c++) {
                Slices.get(maps.get(c), axis, first + i, plane, 0);
                for (int y = 0; y < height; y++) {
                    int from = pixel(i, y) * outputs + firstClass + c;
                    for (int x = 0; x < width; x++) {
                        plane[mirror.index(x, y, width, height)] += probabilities[from + x * outputs];
                    }
                }
                Slices.put(maps.get(c), axis, first + i, plane, 0);
            }
        }
    }

    /** Index in a batch of the first pixel of row {@code y}; slices lie centred in their frames, as in training. */
    private int pixel(int slice, int y) {
        int dx = (frameWidth - width) / 2;
        int dy = (frameHeight - height) / 2;
        return (slice * frameHeight + dy + y) * frameWidth + dx;
    }
}
