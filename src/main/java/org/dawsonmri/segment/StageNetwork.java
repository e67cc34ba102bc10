package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.ModelRunner;
import org.dawsonmri.network.DenselyApplicable;
import org.dawsonmri.network.Network;

import org.tensorflow.proto.ConfigProto;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One trained network of a cascade, which says of single voxels how probably they are lesion. Networks that can be laid
 * over blocks are, wherever that is faster; the result is the same. Owns native memory: close it. Not for several
 * threads at once.
 */
public final class StageNetwork implements AutoCloseable {

    /**
     * Patches that are computed together. Maps of more than 32 MB, here of 197 patches, are given back to the system
     * and taken anew each time; on a busy computer that made blocks of 512 several times as slow.
     */
    static final int BLOCK = 128;

    private final ModelRunner runner;
    private final Network network;

    /** A network that is loaded; closed with this. */
    public StageNetwork(ModelRunner runner) {
        this.runner = runner;
        this.network = runner.network();
    }

    /**
     * Loads a network.
     *
     * @param stage folder of the one network
     * @param session how to compute
     * @throws org.dawsonmri.DawsonException if it has no weights
     */
    public static StageNetwork open(ModelFolder stage, ConfigProto session) {
        return new StageNetwork(ModelRunner.open(stage, session));
    }

    /**
     * The probability of each of some voxels.
     *
     * @param voxels indices of the scan's grid
     * @return in the order of the voxels
     */
    public float[] probabilities(ScanChannels scan, int[] voxels, Progress progress) {
        if (!(network instanceof DenselyApplicable dense)) {
            return patchByPatch(scan, voxels, progress);
        }
        float[] probabilities = new float[voxels.length];
        int[] left = new DenseBlocks(runner, scan, dense.halo())
            .fill(voxels, 2 * network.floatsPerPixel(), probabilities, progress);
        float[] others = patchByPatch(scan, Arrays.stream(left).map(i -> voxels[i]).toArray(), progress);
        for (int i = 0; i < left.length; i++) {
            probabilities[left[i]] = others[i];
        }
        return probabilities;
    }

    /** The same, with a patch cut for each voxel. */
    public float[] patchByPatch(ScanChannels scan, int[] voxels, Progress progress) {
        float[] probabilities = new float[voxels.length];
        try (PatchBlocks blocks = new PatchBlocks(scan, voxels, network.patch(), BLOCK)) {
            int done = 0;
            while (blocks.hasNext()) {
                progress.checkCancelled();
                int size = blocks.nextSize();
                float[] outputs = run(blocks.next(), size, scan.count());
                // The last output is the lesion's with one output as with two.
                int each = outputs.length / size;
                for (int i = 0; i < size; i++) {
                    probabilities[done + i] = outputs[i * each + each - 1];
                }
                done += size;
                progress.update(done, voxels.length, "voxels");
            }
        }
        return probabilities;
    }

    /**
     * Seconds for a patch that the network alone takes on a block of patches that are ready: the mean over some runs.
     *
     * @param voxels some to take patches of
     */
    public double secondsPerPatch(ScanChannels scan, int[] voxels, int runs) {
        int n = Math.min(BLOCK, voxels.length);
        int[] some = IntStream.range(0, n).map(i -> voxels[(int) ((long) i * voxels.length / n)]).toArray();
        try (PatchBlocks blocks = new PatchBlocks(scan, some, network.patch(), n)) {
            float[] patches = blocks.next();
            run(patches, n, scan.count());
            long start = System.nanoTime();
            for (int i = 0; i < runs; i++) {
                run(patches, n, scan.count());
            }
            return (System.nanoTime() - start) / 1e9 / runs / n;
        }
    }

    @Override
    public void close() {
        runner.close();
    }

    private float[] run(float[] patches, int size, int channels) {
        int edge = network.patch();
        return runner.run(patches, new long[] {size, edge, edge, edge, channels});
    }
}
