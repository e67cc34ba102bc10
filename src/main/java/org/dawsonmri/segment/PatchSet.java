package org.dawsonmri.segment;

import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.config.CascadeSettings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Voxels to learn from, nine bytes each: a patch exists only while its batch does.
 *
 * @param subject number of the subject that each voxel is of
 * @param voxel its index in that subject's grid
 * @param label 1 in a lesion, 0 outside
 */
public record PatchSet(int[] subject, int[] voxel, byte[] label) {

    /** A batch: numbers of patches, and where the randomness of their mirroring comes from. */
    public record Draw(int[] patches, long seed) {
    }

    /** A set for training and one to measure it with. */
    public record Halves(PatchSet training, PatchSet validation) {
    }

    /**
     * All lesion voxels of all subjects, and from each subject's pool as many other voxels as the settings say, in
     * random order; all there are, if there are fewer.
     *
     * @param pools for each subject the voxels that may become negatives; lesion voxels in it are left out
     */
    public static PatchSet select(List<LesionSubject> subjects, List<int[]> pools, CascadeSettings settings,
        long seed) {
        long lesions = subjects.stream().mapToLong(s -> s.lesion().cardinality()).sum();
        int share = (int) (lesions * settings.negativesFraction() / subjects.size());
        Builder builder = new Builder();
        for (int s = 0; s < subjects.size(); s++) {
            int[] positives = subjects.get(s).lesion().stream().toArray();
            boolean balanced = settings.negatives() == CascadeSettings.Negatives.BALANCED;
            int[] others = VoxelSelection.without(pools.get(s), subjects.get(s).lesion());
            builder.add(s, positives, 1);
            builder.add(s, VoxelSelection.draw(others, balanced ? positives.length : share,
                Augmentation.seed(seed, 0, s)), 0);
        }
        return builder.build();
    }

    public int size() {
        return voxel.length;
    }

    /** Number of patches with that label. */
    public int count(int wanted) {
        return indices(wanted).length;
    }

    /**
     * Splits at random, of each label the same share. Of two or more patches with a label at least one goes to each
     * side.
     *
     * @param share part that goes to validation
     */
    public Halves split(double share, long seed) {
        boolean[] held = new boolean[size()];
        for (int l = 0; l <= 1; l++) {
            int[] all = indices(l);
            int n = all.length < 2 ? 0 : (int) Math.max(1, Math.min(all.length - 1, Math.round(share * all.length)));
            for (int i : VoxelSelection.draw(all, n, Augmentation.seed(seed, 1, l))) {
                held[i] = true;
            }
        }
        return new Halves(part(IntStream.range(0, size()).filter(i -> !held[i]).toArray()),
            part(IntStream.range(0, size()).filter(i -> held[i]).toArray()));
    }

    /**
     * The batches of one epoch, shuffled by the seed and the epoch alone.
     *
     * @param dropLast leaves out a smaller last batch if there are others
     */
    public List<Draw> epoch(int epoch, int batchSize, boolean dropLast, long seed) {
        int[] order = VoxelSelection.draw(IntStream.range(0, size()).toArray(), size(),
            Augmentation.seed(seed, epoch, -1));
        return draws(order, batchSize, dropLast, number -> Augmentation.seed(seed, epoch, number));
    }

    /** All patches in order, in batches. */
    public List<Draw> inOrder(int batchSize) {
        return draws(IntStream.range(0, size()).toArray(), batchSize, false, number -> 0);
    }

    // -- Helper methods --

    private static List<Draw> draws(int[] order, int batchSize, boolean dropLast,
        java.util.function.IntToLongFunction seeds) {
        List<Draw> draws = new ArrayList<>();
        for (int first = 0; first < order.length; first += batchSize) {
            int end = Math.min(order.length, first + batchSize);
            if (end - first == batchSize || !dropLast || draws.isEmpty()) {
                draws.add(new Draw(Arrays.copyOfRange(order, first, end), seeds.applyAsLong(draws.size())));
            }
        }
        return draws;
    }

    private int[] indices(int wanted) {
        return IntStream.range(0, size()).filter(i -> label[i] == wanted).toArray();
    }

    private PatchSet part(int[] indices) {
        byte[] labels = new byte[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = label[indices[i]];
        }
        return new PatchSet(Arrays.stream(indices).map(i -> subject[i]).toArray(),
            Arrays.stream(indices).map(i -> voxel[i]).toArray(), labels);
    }

    /** Arrays that grow by a subject's voxels. */
    private static final class Builder {

        private int[] subject = new int[0];
        private int[] voxel = new int[0];
        private byte[] label = new byte[0];

        void add(int number, int[] voxels, int value) {
            int before = voxel.length;
            subject = Arrays.copyOf(subject, before + voxels.length);
            voxel = Arrays.copyOf(voxel, before + voxels.length);
            label = Arrays.copyOf(label, before + voxels.length);
            Arrays.fill(subject, before, subject.length, number);
            Arrays.fill(label, before, label.length, (byte) value);
            System.arraycopy(voxels, 0, voxel, before, voxels.length);
        }

        PatchSet build() {
            return new PatchSet(subject, voxel, label);
        }
    }
}
