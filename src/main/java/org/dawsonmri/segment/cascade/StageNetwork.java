package org.dawsonmri.segment.cascade;

import org.dawsonmri.Progress;
import org.dawsonmri.cascade.ScanChannels;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.model.SavedModelRunner;
import org.dawsonmri.network.Network;

import org.tensorflow.proto.ConfigProto;

/**
 * One trained network of a cascade, which says of single voxels how probably they are lesion. Owns native memory: close
 * it. Not for several threads at once.
 */
public final class StageNetwork implements AutoCloseable {

    /** Patches that are computed together: few enough for their maps to stay near the processor. */
    private static final int BLOCK = 512;

    private final SavedModelRunner runner;
    private final int edge;

    private StageNetwork(SavedModelRunner runner, int edge) {
        this.runner = runner;
        this.edge = edge;
    }

    /**
     * Loads a network.
     *
     * @param stage folder of the one network
     * @param session how to compute
     * @throws org.dawsonmri.DawsonException if it has no weights
     */
    public static StageNetwork open(ModelFolder stage, Network network, ConfigProto session) {
        return new StageNetwork(SavedModelRunner.open(stage, session), network.patch());
    }

    /**
     * The probability of each of some voxels.
     *
     * @param voxels indices of the scan's grid
     * @return in the order of the voxels
     */
    public float[] probabilities(ScanChannels scan, int[] voxels, Progress progress) {
        float[] probabilities = new float[voxels.length];
        try (PatchBlocks blocks = new PatchBlocks(scan, voxels, edge, BLOCK)) {
            int done = 0;
            while (blocks.hasNext()) {
                progress.checkCancelled();
                int size = blocks.nextSize();
                float[] outputs = runner.run(blocks.next(), size, edge, edge, edge);
                collect(outputs, size, probabilities, done);
                done += size;
                progress.update(done, voxels.length, "voxels");
            }
        }
        return probabilities;
    }

    @Override
    public void close() {
        runner.close();
    }

    /** Takes the last output, which is the lesion's with one output as with two. */
    private static void collect(float[] outputs, int size, float[] to, int first) {
        int each = outputs.length / size;
        for (int i = 0; i < size; i++) {
            to[first + i] = outputs[i * each + each - 1];
        }
    }
}
