package org.dawsonmri.segment;

import org.dawsonmri.Progress;
import org.dawsonmri.model.ModelRunner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lays a network over blocks of a scan: convolutions once for each voxel of a block, however many patches it is in, and
 * dense layers only for the voxels that are asked about. Blocks overlap by the network's halo; beyond the scan's edge
 * everything is 0, as in a patch.
 */
final class DenseBlocks {

    /** Memory that the feature maps of one block may take; more is slower, see {@link StageNetwork#BLOCK}. */
    private static final long BUDGET_BYTES = 64L << 20;
    /** Voxels whose places are gathered at once: some hundred floats each. */
    private static final int MOST_VOXELS = 65_536;
    /** Blocks of up to so many voxels along each axis are not looked at in parts. */
    private static final int SMALLEST = 16;
    /**
     * A voxel of a block costs this part of a patch: in cascade-fcn about 58,000 multiplications against 2.5 million.
     * Where fewer voxels are asked about, patches are cheaper.
     */
    private static final double COST = 1.0 / 40;

    private final ModelRunner runner;
    private final ScanChannels scan;
    private final int halo;

    /** A box of the scan without its halo, and which of the voxels lie in it. */
    private record Block(int[] low, int[] high, int[] members) {

        int size(int axis) {
            return high[axis] - low[axis] + 1;
        }

        int longest() {
            return Math.max(size(0), Math.max(size(1), size(2)));
        }

        double voxels(int halo) {
            return (size(0) + 2.0 * halo) * (size(1) + 2.0 * halo) * (size(2) + 2.0 * halo);
        }

        boolean isScattered(int halo) {
            return members.length < COST * voxels(halo);
        }
    }

    DenseBlocks(ModelRunner runner, ScanChannels scan, int halo) {
        this.runner = runner;
        this.scan = scan;
        this.halo = halo;
    }

    /**
     * Fills in what the network says of voxels that lie close enough together.
     *
     * @param floatsPerVoxel memory that one voxel needs while the network computes
     * @param probabilities one for each voxel
     * @return numbers of the voxels that are left for patches
     */
    int[] fill(int[] voxels, int floatsPerVoxel, float[] probabilities, Progress progress) {
        long most = BUDGET_BYTES / Float.BYTES / floatsPerVoxel;
        IntStream.Builder left = IntStream.builder();
        Deque<int[]> waiting = new ArrayDeque<>();
        if (voxels.length > 0) {
            waiting.push(IntStream.range(0, voxels.length).toArray());
        }
        int done = 0;
        while (!waiting.isEmpty()) {
            progress.checkCancelled();
            Block block = around(voxels, waiting.pop());
            boolean fits = block.voxels(halo) <= most && block.members.length <= MOST_VOXELS;
            if (fits && !block.isScattered(halo)) {
                run(block, voxels, probabilities);
                done += block.members.length;
                progress.update(done, voxels.length, "voxels");
            } else if (block.longest() <= SMALLEST) {
                IntStream.of(block.members).forEach(left::add);
            } else {
                halves(voxels, block).forEach(waiting::push);
            }
        }
        return left.build().toArray();
    }

    // -- Helper methods --

    /** A block's voxels on either side of the middle of its longest axis. */
    private List<int[]> halves(int[] voxels, Block block) {
        int longest = block.longest();
        int axis = block.size(0) == longest ? 0 : block.size(1) == longest ? 1 : 2;
        int middle = (block.low[axis] + block.high[axis]) / 2;
        return List.of(IntStream.of(block.members).filter(m -> at(voxels[m])[axis] <= middle).toArray(),
            IntStream.of(block.members).filter(m -> at(voxels[m])[axis] > middle).toArray());
    }

    /** The smallest box with these voxels. */
    private Block around(int[] voxels, int[] members) {
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = new int[3];
        for (int member : members) {
            int[] at = at(voxels[member]);
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], at[axis]);
                high[axis] = Math.max(high[axis], at[axis]);
            }
        }
        return new Block(low, high, members);
    }

    private void run(Block block, int[] voxels, float[] probabilities) {
        int[] from = {block.low[0] - halo, block.low[1] - halo, block.low[2] - halo};
        int[] size = {block.size(0) + 2 * halo, block.size(1) + 2 * halo, block.size(2) + 2 * halo};
        float[] image = new float[size[0] * size[1] * size[2] * scan.count()];
        scan.box(from, size, image, 0);
        int n = block.members.length;
        int[] places = new int[3 * n];
        for (int i = 0; i < n; i++) {
            int[] at = at(voxels[block.members[i]]);
            for (int axis = 0; axis < 3; axis++) {
                places[3 * i + 2 - axis] = at[axis] - block.low[axis];
            }
        }
        float[] outputs = runner.runDense(image, size[2], size[1], size[0], places);
        int each = outputs.length / n;
        for (int i = 0; i < n; i++) {
            probabilities[block.members[i]] = outputs[i * each + each - 1];
        }
    }

    /** A voxel's place along x, y and z. */
    private int[] at(int voxel) {
        int nx = scan.grid().nx();
        int ny = scan.grid().ny();
        return new int[] {voxel % nx, voxel / nx % ny, voxel / nx / ny};
    }
}
