package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Frames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Slices of the planes on disk. Training slices are cut across all axes of the configuration and may be mixed in a
 * batch, since all lie in one frame; validation slices across the first axis only, so that scores count each voxel
 * once. Slices of which nothing is labelled are left out of both.
 */
public final class SliceSampler implements Sampler {

    /** One slice of one subject across one axis, and where the randomness of its augmentation comes from. */
    public record SliceRef(SliceStore store, int index, long seed) {
    }

    private final PreparedSubjects subjects;
    private final List<SliceRef> slices = new ArrayList<>();
    private final TrainingConfig config;
    private final SliceAugmenter augmenter;
    private final int width;
    private final int height;

    private SliceSampler(TrainingConfig config, SliceAugmenter augmenter, PreparedSubjects subjects) {
        this.config = config;
        this.augmenter = augmenter;
        this.subjects = subjects;
        for (SliceStore store : subjects.training()) {
            for (int i = 0; i < store.count(); i++) {
                if (store.isKnown(i) && isChosen(store, i)) {
                    slices.add(new SliceRef(store, i, 0));
                }
            }
        }
        int multiple = Networks.create(config).sizeMultiple();
        List<Integer> size = config.preprocessing().size();
        this.width = Frames.roundUp(size == null ? largest(SliceStore::width) : size.get(0), multiple);
        this.height = Frames.roundUp(size == null ? largest(SliceStore::height) : size.get(1), multiple);
    }

    /** As {@link TrainingData#prepare}, for networks of slices. */
    static TrainingData prepare(Dataset dataset, TrainingConfig config, Path model, Progress progress) {
        requireSize(config);
        SliceAugmenter augmenter = new SliceAugmenter(config);
        PreparedSubjects subjects = PreparedSubjects.prepare(dataset, config, config.preprocessing().axes(), augmenter,
            model, progress);
        try {
            SliceSampler sampler = new SliceSampler(config, augmenter, subjects);
            if (sampler.slices.isEmpty()) {
                throw new DawsonException(dataset.source() + ": no training slice is left; set 'slices' to all");
            }
            augmenter.preparePainting(subjects, dataset.source().toString());
            return new TrainingData(subjects.known(), sampler);
        } catch (RuntimeException e) {
            subjects.close();
            throw e;
        }
    }

    // -- Sampler methods --

    @Override
    public List<Integer> frame() {
        return List.of(width, height);
    }

    @Override
    public int size() {
        return slices.size();
    }

    @Override
    public List<Supplier<Batch>> epoch(int epoch) {
        List<Supplier<Batch>> batches = new ArrayList<>();
        trainingPlan(epoch).forEach(refs -> batches.add(() -> read(refs)));
        return batches;
    }

    @Override
    public List<Supplier<Batch>> validation(int subject) {
        List<Supplier<Batch>> batches = new ArrayList<>();
        validationPlan(subject).forEach(refs -> batches.add(() -> readWhole(refs)));
        return batches;
    }

    @Override
    public void close() {
        subjects.close();
    }

    // -- SliceSampler methods --

    /** The slices of all subjects, those to train on first. */
    public List<SliceStore> stores() {
        return subjects.stores();
    }

    /** The slices of an epoch's batches, shuffled by the seed and the epoch alone. */
    public List<List<SliceRef>> trainingPlan(int epoch) {
        List<SliceRef> seeded = new ArrayList<>();
        for (SliceRef slice : slices) {
            seeded.add(new SliceRef(slice.store(), slice.index(),
                Augmentation.seed(config.seed(), epoch, seeded.size())));
        }
        return Batches.shuffled(seeded, config, epoch);
    }

    /** All labelled slices of a validation subject, in order, in batches. */
    public List<List<SliceRef>> validationPlan(int subject) {
        SliceStore store = subjects.validation().get(subject);
        return Batches.inOrder(
            IntStream.range(0, store.count()).filter(store::isKnown).mapToObj(i -> new SliceRef(store, i, 0)).toList(),
            config);
    }

    /** A training batch, augmented, all slices in one frame. */
    public Batch read(List<SliceRef> refs) {
        return read(refs, width, height, true);
    }

    /** A validation batch, in a frame that cuts nothing off. */
    public Batch readWhole(List<SliceRef> refs) {
        int multiple = Networks.create(config).sizeMultiple();
        SliceStore store = refs.get(0).store();
        return read(refs, Frames.side(store.width(), width, multiple),
            Frames.side(store.height(), height, multiple), false);
    }

    // -- Helper methods --

    private Batch read(List<SliceRef> refs, int frameWidth, int frameHeight, boolean augmented) {
        int pixels = refs.size() * frameWidth * frameHeight;
        int channels = subjects.known().channels().size();
        Batch batch = new Batch(refs.size(), frameHeight, frameWidth, new float[pixels * channels], new int[pixels],
            new Batch.Window[refs.size()]);
        for (int i = 0; i < refs.size(); i++) {
            SliceRef ref = refs.get(i);
            LabelledImage sample = ref.store().read(ref.index(), subjects.classOf());
            batch.place(i, augmented ? augmenter.apply(sample, ref) : sample, ref.store().padding());
        }
        return batch;
    }

    private boolean isChosen(SliceStore store, int slice) {
        return switch (config.slices()) {
            case ALL -> true;
            case NONEMPTY -> store.isNonempty(slice);
            case LABELLED -> store.isLabelled(slice);
        };
    }

    private int largest(ToIntFunction<SliceStore> size) {
        return subjects.training().stream().mapToInt(size).max().orElseThrow();
    }

    private static void requireSize(TrainingConfig config) {
        List<Integer> size = config.preprocessing().size();
        if (size != null && size.size() != 2) {
            throw new DawsonException("preprocessing.size is " + size + ", but " + config.network() + " looks at "
                + "slices; give their width and height");
        }
    }
}
