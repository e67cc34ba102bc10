package org.dawsonmri.train.data;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.Sample;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.preprocess.Frames;
import org.dawsonmri.train.TrainingConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * All slices of a training, prepared once and kept on disk, and the batches made of them. Training slices are cut
 * across all axes of the configuration and may be mixed in a batch, since all lie in one frame; validation slices across
 * the first axis only, so that scores count each voxel once.
 */
public final class TrainingData implements AutoCloseable {

    /** One slice of one subject across one axis, and where the randomness of its augmentation comes from. */
    public record SliceRef(SliceStore store, int index, long seed) {
    }

    private final Path folder;
    private final List<String> channels;
    private final int[] labelValues;
    private final byte[] classOf = new byte[Short.MAX_VALUE + 1];
    private final List<SliceStore> training;
    private final List<SliceStore> validation;
    private final List<SliceRef> slices = new ArrayList<>();
    private final TrainingConfig config;
    private final SliceAugmenter augmenter;
    private final int width;
    private final int height;

    private TrainingData(TrainingConfig config, SliceAugmenter augmenter, Path folder, List<String> channels,
        SortedSet<Integer> values, List<SliceStore> training, List<SliceStore> validation) {
        this.config = config;
        this.augmenter = augmenter;
        this.folder = folder;
        this.channels = channels;
        this.training = training;
        this.validation = validation;
        this.labelValues = values.stream().mapToInt(Integer::intValue).toArray();
        for (int c = 0; c < labelValues.length; c++) {
            classOf[labelValues[c]] = (byte) (c + 1);
        }
        for (SliceStore store : training) {
            for (int i = 0; i < store.count(); i++) {
                if (isChosen(store, i)) {
                    slices.add(new SliceRef(store, i, 0));
                }
            }
        }
        int multiple = config.createNetwork().sizeMultiple();
        List<Integer> size = config.preprocessing().size();
        this.width = Frames.roundUp(size == null ? largest(training, SliceStore::width) : size.get(0), multiple);
        this.height = Frames.roundUp(size == null ? largest(training, SliceStore::height) : size.get(1), multiple);
    }

    /**
     * Reads and prepares all training and validation subjects, several at a time.
     *
     * @param model the model's folder; prepared slices go into a temporary folder inside
     * @throws DawsonException if a subject lacks a channel or label, or its files do not fit together
     */
    public static TrainingData prepare(Dataset dataset, TrainingConfig config, Path model, Progress progress) {
        List<String> channels = config.channels().isEmpty() ? dataset.modalities() : config.channels();
        List<Subject> training = RequiredFiles.training(dataset, channels);
        List<Subject> validation = RequiredFiles.validation(dataset, channels);
        Path folder = SliceStore.temporaryFolder(model);
        SliceAugmenter augmenter = new SliceAugmenter(config);
        Preparation prepared = new Preparation(training, validation, channels, config, augmenter, folder);
        try {
            prepared.run(progress);
            TrainingData data = new TrainingData(config, augmenter, folder, channels, prepared.values(),
                prepared.trainingStores(), prepared.validationStores());
            data.requireSlices(dataset);
            augmenter.preparePainting(data.training, prepared.shapes(), data.labelValues, data.classOf,
                dataset.source().toString());
            if (!prepared.unknownValues().isEmpty()) {
                progress.warning("label values " + prepared.unknownValues() + " are in validation subjects only and "
                    + "count as background");
            }
            return data;
        } catch (RuntimeException e) {
            close(prepared.allStores(), folder);
            throw e;
        }
    }

    public List<String> channels() {
        return channels;
    }

    /** Label values other than 0, ascending: class c has the value at c − 1. */
    public int[] labelValues() {
        return labelValues.clone();
    }

    /** Width and height of training batches. */
    public List<Integer> frame() {
        return List.of(width, height);
    }

    public int trainingSlices() {
        return slices.size();
    }

    /** Number of validation subjects. */
    public int validationSubjects() {
        return validation.size();
    }

    /** The slices of all subjects, those to train on first. */
    public List<SliceStore> stores() {
        List<SliceStore> all = new ArrayList<>(training);
        all.addAll(validation);
        return all;
    }

    /** The training batches of one epoch, shuffled by the seed and the epoch alone. */
    public List<List<SliceRef>> epoch(int epoch) {
        List<SliceRef> order = new ArrayList<>();
        for (SliceRef slice : slices) {
            order.add(new SliceRef(slice.store(), slice.index(),
                Augmentation.seed(config.seed(), epoch, order.size())));
        }
        SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003L + epoch);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            SliceRef swap = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swap);
        }
        List<List<SliceRef>> batches = batches(order);
        boolean odd = order.size() % config.batchSize() != 0;
        return config.dropLast() && odd && batches.size() > 1 ? batches.subList(0, batches.size() - 1) : batches;
    }

    /** All slices of a validation subject, in order, in batches. */
    public List<List<SliceRef>> validationBatches(int subject) {
        SliceStore store = validation.get(subject);
        return batches(IntStream.range(0, store.count()).mapToObj(i -> new SliceRef(store, i, 0)).toList());
    }

    /** A training batch, augmented, all slices in one frame. */
    public Batch read(List<SliceRef> refs) {
        return read(refs, width, height, true);
    }

    /** A validation batch, in a frame that cuts nothing off. */
    public Batch readWhole(List<SliceRef> refs) {
        int multiple = config.createNetwork().sizeMultiple();
        SliceStore store = refs.get(0).store();
        return read(refs, Frames.side(store.width(), width, multiple),
            Frames.side(store.height(), height, multiple), false);
    }

    @Override
    public void close() {
        close(stores(), folder);
    }

    // -- Helper methods --

    private Batch read(List<SliceRef> refs, int frameWidth, int frameHeight, boolean augmented) {
        int pixels = refs.size() * frameWidth * frameHeight;
        Batch batch = new Batch(refs.size(), frameHeight, frameWidth, new float[pixels * channels.size()],
            new int[pixels], new Batch.Window[refs.size()]);
        for (int i = 0; i < refs.size(); i++) {
            SliceRef ref = refs.get(i);
            Sample sample = ref.store().read(ref.index(), classOf);
            ref.store().place(augmented ? augmenter.apply(sample, ref) : sample, batch, i);
        }
        return batch;
    }

    private List<List<SliceRef>> batches(List<SliceRef> refs) {
        List<List<SliceRef>> batches = new ArrayList<>();
        for (int i = 0; i < refs.size(); i += config.batchSize()) {
            batches.add(refs.subList(i, Math.min(refs.size(), i + config.batchSize())));
        }
        return batches;
    }

    private boolean isChosen(SliceStore store, int slice) {
        return switch (config.slices()) {
            case ALL -> true;
            case NONEMPTY -> store.isNonempty(slice);
            case LABELLED -> store.isLabelled(slice);
        };
    }

    private void requireSlices(Dataset dataset) {
        if (labelValues.length == 0) {
            throw new DawsonException(dataset.source() + ": all training labels are empty (0 everywhere); there is "
                + "nothing to learn");
        }
        if (labelValues.length > Byte.MAX_VALUE) {
            throw new DawsonException(dataset.source() + ": the training labels have " + labelValues.length
                + " different values; at most " + Byte.MAX_VALUE + " classes can be trained");
        }
        if (slices.isEmpty()) {
            throw new DawsonException(dataset.source() + ": no training slice is left; set 'slices' to all");
        }
    }

    private static int largest(List<SliceStore> stores, java.util.function.ToIntFunction<SliceStore> size) {
        return stores.stream().mapToInt(size).max().orElseThrow();
    }

    private static void close(List<SliceStore> stores, Path folder) {
        stores.forEach(SliceStore::close);
        try {
            // NB: the stores' files vanish as they are closed, so the folder is empty now.
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
