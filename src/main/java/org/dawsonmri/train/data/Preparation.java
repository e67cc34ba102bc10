package org.dawsonmri.train.data;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.lesion.LesionShapes;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.train.TrainingConfig;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Reads and prepares the subjects of a training, several at a time, into a {@link SliceStore} for each
 * subject and axis; of a validation subject, for the first axis only.
 */
final class Preparation {

    private final List<Subject> training;
    private final List<Subject> validation;
    private final List<String> channels;
    private final TrainingConfig config;
    private final SliceAugmenter augmenter;
    private final Path folder;
    private final List<Integer> axes;
    private final SliceStore[] stores;
    private final LesionShapes[] shapes;
    private final SortedSet<Integer> values = new ConcurrentSkipListSet<>();
    private final SortedSet<Integer> validationValues = new ConcurrentSkipListSet<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * @param axes across which slices are cut
     * @param folder where the stores go
     */
    Preparation(List<Subject> training, List<Subject> validation, List<String> channels, TrainingConfig config,
        List<Integer> axes, SliceAugmenter augmenter, Path folder) {
        this.training = training;
        this.validation = validation;
        this.channels = channels;
        this.config = config;
        this.augmenter = augmenter;
        this.folder = folder;
        this.axes = axes;
        this.stores = new SliceStore[training.size() * axes.size() + validation.size()];
        this.shapes = new LesionShapes[training.size() * axes.size()];
    }

    /** Prepares all. The first failure is thrown once no other subject is being written any more. */
    void run(Progress progress) {
        List<RuntimeException> failures = IntStream.range(0, training.size() + validation.size()).parallel()
            .mapToObj(number -> failure(number, progress)).filter(Objects::nonNull).toList();
        // A cancelled neighbour of a failure is not the failure.
        failures.stream().filter(e -> !(e instanceof CancelledException)).findFirst()
            .or(() -> failures.stream().findFirst()).ifPresent(first -> {
                throw first;
            });
    }

    /** The training subjects' stores, subject by subject and axis by axis. */
    List<SliceStore> trainingStores() {
        return Arrays.asList(stores).subList(0, shapes.length);
    }

    /** The validation subjects' stores. */
    List<SliceStore> validationStores() {
        return Arrays.asList(stores).subList(shapes.length, stores.length);
    }

    /** What there is of stores, also after a failure. */
    List<SliceStore> allStores() {
        return Arrays.stream(stores).filter(Objects::nonNull).toList();
    }

    /** Shapes of lesions to paint, in the order of the training stores. */
    LesionShapes[] shapes() {
        return shapes;
    }

    /** Label values of the training subjects. */
    SortedSet<Integer> values() {
        return new TreeSet<>(values);
    }

    /** Label values that only validation subjects have. */
    SortedSet<Integer> unknownValues() {
        SortedSet<Integer> unknown = new TreeSet<>(validationValues);
        unknown.removeAll(values);
        return unknown;
    }

    // -- Helper methods --

    /** Prepares a subject; what went wrong, or null. */
    private RuntimeException failure(int number, Progress progress) {
        if (failed.get()) {
            return new CancelledException();
        }
        try {
            progress.checkCancelled();
            if (number < training.size()) {
                prepareTraining(number, progress);
            } else {
                prepareValidation(number - training.size(), progress);
            }
            progress.update(done.incrementAndGet(), training.size() + validation.size(), "subjects prepared");
            return null;
        } catch (RuntimeException e) {
            failed.set(true);
            return e;
        }
    }

    private void prepareTraining(int number, Progress progress) {
        PreparedSubject subject = PreparedSubject.read(training.get(number), channels, config, values,
            progress);
        for (int a = 0; a < axes.size(); a++) {
            int s = number * axes.size() + a;
            stores[s] = subject.store(folder.resolve(s + ".slices"), axes.get(a));
            shapes[s] = augmenter.shapes(subject.scan(), axes.get(a), progress);
        }
    }

    private void prepareValidation(int number, Progress progress) {
        int s = shapes.length + number;
        stores[s] = PreparedSubject.read(validation.get(number), channels, config, validationValues, progress)
            .store(folder.resolve(s + ".slices"), axes.get(0));
    }
}
