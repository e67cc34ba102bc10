package org.dawsonmri.segment;

import org.dawsonmri.CancelledException;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The patches around many voxels, block by block; while one block is used, the next is cut by other threads. Holds the
 * patches of two blocks and no more.
 */
final class PatchBlocks implements AutoCloseable {

    private final ScanChannels scan;
    private final int[] voxels;
    private final int edge;
    private final int blockSize;
    private final ExecutorService cutter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "dawson-patches");
        thread.setDaemon(true);
        return thread;
    });
    private float[] current;
    private float[] following;
    private Future<?> cutting;
    private int next;

    PatchBlocks(ScanChannels scan, int[] voxels, int edge, int blockSize) {
        this.scan = scan;
        this.voxels = voxels;
        this.edge = edge;
        this.blockSize = Math.min(blockSize, Math.max(1, voxels.length));
        this.current = new float[this.blockSize * scan.patchLength(edge)];
        this.following = current.clone();
        cutNext();
    }

    boolean hasNext() {
        return next < voxels.length;
    }

    /** Number of voxels in the block that {@link #next()} gives. */
    int nextSize() {
        return Math.min(blockSize, voxels.length - next);
    }

    /** Block × edge × edge × edge × channels; good until the next call. */
    float[] next() {
        int size = nextSize();
        try {
            cutting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
        float[] ready = following;
        following = current;
        current = ready;
        next += size;
        cutNext();
        return size == blockSize ? ready : Arrays.copyOf(ready, size * scan.patchLength(edge));
    }

    @Override
    public void close() {
        cutter.shutdown();
    }

    private void cutNext() {
        if (!hasNext()) {
            return;
        }
        int first = next;
        int size = nextSize();
        float[] to = following;
        int length = scan.patchLength(edge);
        cutting = cutter.submit(() -> IntStream.range(0, size).parallel()
            .forEach(i -> scan.patch(voxels[first + i], edge, PatchFlip.NONE, to, i * length)));
    }
}
