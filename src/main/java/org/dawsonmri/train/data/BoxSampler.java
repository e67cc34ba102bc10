package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.augment.Turn;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.preprocess.Frames;
import org.dawsonmri.train.data.Batch.Window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Boxes of volumes, which people know as patches. An epoch takes from each scan as many as it takes to hold its number
 * of voxels, at least one, at random places; one in {@value #LABELLED_ONE_IN} has a labelled voxel in its middle, as
 * far as the scan's faces allow. Of a scan of which only some slices are labelled, every box has a voxel of these in
 * its middle. Validation cuts each scan into boxes that overlap as little as possible, and counts each voxel in the one
 * of them in which it lies deepest. A scan that is smaller than a box lies in its middle.
 */
final class BoxSampler implements Sampler {

    private static final int LABELLED_ONE_IN = 3;
    /** Scans are kept on disk as planes across this axis. */
    private static final int AXIS = 2;

    /** A box of a scan that is yet to be drawn. */
    private record Draw(SliceStore store, long seed) {
    }

    /**
     * A box of the validation grid.
     *
     * @param counted its part in which voxels count, in the scan's voxels
     */
    private record Tile(Box box, Window counted) {
    }

    private final PreparedSubjects subjects;
    private final TrainingConfig config;
    private final List<SliceStore> draws = new ArrayList<>();
    private final Map<SliceStore, LabelledVoxels> labelled = new IdentityHashMap<>();
    private final List<Integer> size;

    private BoxSampler(TrainingConfig config, PreparedSubjects subjects) {
        this.config = config;
        this.subjects = subjects;
        this.size = BoxSize.of(config, subjects.training());
        double voxels = (double) size.get(0) * size.get(1) * size.get(2);
        for (SliceStore store : subjects.training()) {
            labelled.put(store, new LabelledVoxels(store, subjects.classOf(), subjects.known().classes()));
            long n = Math.round((double) store.width() * store.height() * store.count() / voxels);
            for (int i = 0; i < Math.max(1, n); i++) {
                draws.add(store);
            }
        }
    }

    /** As {@link TrainingData#prepare}, for networks of volumes. */
    static TrainingData prepare(Dataset dataset, TrainingConfig config, Path model, Progress progress) {
        if (config.augmentation().paintedLesions().isOn()) {
            throw new DawsonException("painted_lesions paints into slices, but " + config.network() + " looks at "
                + "patches of volumes; leave --painted-lesions out, or choose a network of slices");
        }
        BoxSize.check(config);
        PreparedSubjects subjects = PreparedSubjects.prepare(dataset, config, List.of(AXIS), new SliceAugmenter(config),
            model, progress);
        try {
            BoxSampler sampler = new BoxSampler(config, subjects);
            progress.message("patches of " + sampler.size.get(0) + "×" + sampler.size.get(1) + "×"
                + sampler.size.get(2) + " voxels, " + sampler.size() + " in an epoch");
            return new TrainingData(subjects.known(), sampler);
        } catch (RuntimeException e) {
            subjects.close();
            throw e;
        }
    }

    // -- Sampler methods --

    @Override
    public List<Integer> frame() {
        return size;
    }

    @Override
    public int size() {
        return draws.size();
    }

    @Override
    public List<Supplier<Batch>> epoch(int epoch) {
        List<Draw> seeded = new ArrayList<>();
        for (SliceStore store : draws) {
            seeded.add(new Draw(store, Augmentation.seed(config.seed(), epoch, seeded.size())));
        }
        List<Supplier<Batch>> batches = new ArrayList<>();
        Batches.shuffled(seeded, config, epoch).forEach(drawn -> batches.add(() -> draw(drawn)));
        return batches;
    }

    @Override
    public List<Supplier<Batch>> validation(int subject) {
        List<Supplier<Batch>> batches = new ArrayList<>();
        Batches.inOrder(tiles(subjects.validation().get(subject)), config)
            .forEach(tiles -> batches.add(() -> read(tiles)));
        return batches;
    }

    @Override
    public void close() {
        subjects.close();
    }

    // -- Training --

    private Batch draw(List<Draw> drawn) {
        Batch batch = emptyBatch(drawn.size());
        for (int i = 0; i < drawn.size(); i++) {
            SplittableRandom random = new SplittableRandom(drawn.get(i).seed());
            Box box = place(drawn.get(i).store(), random);
            batch.place(i, vary(box, random), box.store().padding());
        }
        return batch;
    }

    private Box place(SliceStore store, SplittableRandom random) {
        LabelledVoxels voxels = labelled.get(store);
        int[] middle = random.nextInt(LABELLED_ONE_IN) == 0 && !voxels.isEmpty() ? voxels.draw(random)
            : store.isPartial() ? voxels.drawKnown(random) : null;
        int[] scan = {store.width(), store.height(), store.count()};
        int[] start = new int[3];
        int[] sides = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            sides[axis] = Math.min(scan[axis], size.get(axis));
            int room = scan[axis] - sides[axis];
            start[axis] = middle == null
                ? random.nextInt(room + 1)
                : Math.max(0, Math.min(room, middle[axis] - sides[axis] / 2));
        }
        return new Box(store, start[0], start[1], start[2], sides[0], sides[1], sides[2]);
    }

    private LabelledImage vary(Box box, SplittableRandom random) {
        Augmentation augmentation = config.augmentation();
        if (random.nextDouble() >= augmentation.turn().probability()) {
            return augmentation.applyToPatch(box.read(subjects.classOf()), random);
        }
        Turn turn = augmentation.turn().draw(random, box.store().spacing());
        Box around = box.grown(turn.reach(box.width(), box.height(), box.depth()));
        LabelledImage turned = turn.apply(around.read(subjects.classOf()), box.x() - around.x(), box.y() - around.y(),
            box.z() - around.z(), box.width(), box.height(), box.depth());
        return augmentation.applyToPatch(turned, random);
    }

    // -- Validation --

    private Batch read(List<Tile> tiles) {
        Batch batch = emptyBatch(tiles.size());
        for (int i = 0; i < tiles.size(); i++) {
            Box box = tiles.get(i).box();
            batch.place(i, box.read(subjects.classOf()), box.store().padding());
            Window whole = batch.windows()[i];
            Window counted = tiles.get(i).counted();
            batch.windows()[i] = new Window(whole.x() + counted.x() - box.x(), whole.y() + counted.y() - box.y(),
                whole.z() + counted.z() - box.z(), counted.width(), counted.height(), counted.depth());
        }
        return batch;
    }

    private List<Tile> tiles(SliceStore store) {
        int[] scan = {store.width(), store.height(), store.count()};
        int[][] starts = new int[3][];
        int[][] bounds = new int[3][];
        for (int axis = 0; axis < 3; axis++) {
            starts[axis] = Frames.starts(scan[axis], size.get(axis), size.get(axis));
            bounds[axis] = bounds(starts[axis], scan[axis], size.get(axis));
        }
        List<Tile> tiles = new ArrayList<>();
        for (int k = 0; k < starts[2].length; k++) {
            if (IntStream.range(bounds[2][k], bounds[2][k + 1]).noneMatch(store::isKnown)) {
                continue;
            }
            for (int j = 0; j < starts[1].length; j++) {
                for (int i = 0; i < starts[0].length; i++) {
                    Box box = new Box(store, Math.max(0, starts[0][i]), Math.max(0, starts[1][j]),
                        Math.max(0, starts[2][k]), Math.min(scan[0], size.get(0)), Math.min(scan[1], size.get(1)),
                        Math.min(scan[2], size.get(2)));
                    tiles.add(new Tile(box, new Window(bounds[0][i], bounds[1][j], bounds[2][k],
                        bounds[0][i + 1] - bounds[0][i], bounds[1][j + 1] - bounds[1][j],
                        bounds[2][k + 1] - bounds[2][k])));
                }
            }
        }
        return tiles;
    }

    /** From where to where each window along an axis counts: to the middle of its overlap with the next. */
    private static int[] bounds(int[] starts, int scan, int side) {
        int[] bounds = new int[starts.length + 1];
        for (int i = 1; i < starts.length; i++) {
            bounds[i] = (starts[i - 1] + side + starts[i]) / 2;
        }
        bounds[starts.length] = scan;
        return bounds;
    }

    private Batch emptyBatch(int n) {
        int voxels = Math.multiplyExact(n * size.get(0), Math.multiplyExact(size.get(1), size.get(2)));
        return new Batch(n, size.get(2), size.get(1), size.get(0),
            new float[Math.multiplyExact(voxels, subjects.known().channels().size())], new int[voxels], new Window[n]);
    }
}
