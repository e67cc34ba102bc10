package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelDescription;
import org.dawsonmri.model.SavedModelRunner;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.ArrayList;
import java.util.List;

/** Runs a 2-D network over all slices of a prepared scan, in batches that fit into memory. */
final class SliceInference {

    /** Memory that a batch's feature maps may take. */
    private static final long BUDGET_BYTES = 1L << 30;
    private static final int MAX_BATCH = 16;

    private final ModelDescription model;
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

    SliceInference(ModelDescription model, PreparedScan scan) {
        this.model = model;
        this.scan = scan;
        this.axis = model.config().preprocessing().axis();
        Geometry grid = scan.workingGrid();
        this.width = Slices.width(grid, axis);
        this.height = Slices.height(grid, axis);
        this.frameWidth = Math.max(model.frame().get(0), roundUp(width, model.sizeMultiple()));
        this.frameHeight = Math.max(model.frame().get(1), roundUp(height, model.sizeMultiple()));
        this.count = grid.size(axis);
        this.channels = scan.channels().size();
        this.padding = scan.padding();
        long perSlice = (long) frameWidth * frameHeight * model.floatsPerPixel() * Float.BYTES;
        this.batchSize = (int) Math.max(1, Math.min(Math.min(MAX_BATCH, count), BUDGET_BYTES / perSlice));
    }

    /** Number of batches of the whole scan. */
    int batches() {
        return (count + batchSize - 1) / batchSize;
    }

    /** Seconds that one batch takes, after one that is not counted. */
    double secondsPerBatch(SavedModelRunner runner) {
        float[] images = images(0);
        double seconds = 0;
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            runner.run(images, size(0), frameHeight, frameWidth);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    /** Probabilities of each class (background not included) in the working grid. */
    List<Volume> run(SavedModelRunner runner, Progress progress) {
        List<Volume> maps = new ArrayList<>();
        model.classes().forEach(c -> maps.add(Volume.zeros(scan.workingGrid(), c.name())));
        for (int b = 0; b < batches(); b++) {
            progress.checkCancelled();
            int first = b * batchSize;
            float[] probabilities = runner.run(images(first), size(first), frameHeight, frameWidth);
            collect(probabilities, first, maps);
            progress.update(Math.min(count, first + batchSize), count, "slices segmented");
        }
        return maps;
    }

    // -- Helper methods --

    private int size(int first) {
        return Math.min(batchSize, count - first);
    }

    private float[] images(int first) {
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
                        images[to + x * channels] = plane[y * width + x];
                    }
                }
            }
        }
        return images;
    }

    private void collect(float[] probabilities, int first, List<Volume> maps) {
        int outputs = probabilities.length / (size(first) * frameHeight * frameWidth);
        // With a background there is one output more than classes, and it comes first.
        int firstClass = outputs - maps.size();
        float[] plane = new float[width * height];
        for (int i = 0; i < size(first); i++) {
            for (int c = 0; c < maps.size(); c++) {
                for (int y = 0; y < height; y++) {
                    int from = pixel(i, y) * outputs + firstClass + c;
                    for (int x = 0; x < width; x++) {
                        plane[y * width + x] = probabilities[from + x * outputs];
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

    private static int roundUp(int n, int multiple) {
        return (n + multiple - 1) / multiple * multiple;
    }
}
