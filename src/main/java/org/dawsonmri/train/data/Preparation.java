package org.dawsonmri.train.data;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Progress;
import org.dawsonmri.augment.lesion.LesionShapes;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Leaks;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.preprocess.ScanTraits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    private final SliceFile file;
    private final List<Integer> axes;
    private final SliceStore[] stores;
    private final LesionShapes[] shapes;
    private final List<Map<String, String>> sums;
    private final ScanTraits[] traits;
    private final SortedSet<Integer> values = new ConcurrentSkipListSet<>();
    private final List<SortedSet<Integer>> validationValues;
    private final Map<Subject, Map<String, Long>> fingerprints = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * @param axes across which slices are cut
     * @param file where the stores go
     */
    Preparation(List<Subject> training, List<Subject> validation, List<String> channels, TrainingConfig config,
        List<Integer> axes, SliceAugmenter augmenter, SliceFile file) {
        this.training = training;
        this.validation = validation;
        this.channels = channels;
        this.config = config;
        this.augmenter = augmenter;
        this.file = file;
        this.axes = axes;
        this.stores = new SliceStore[training.size() * axes.size() + validation.size()];
        this.shapes = new LesionShapes[training.size() * axes.size()];
        this.sums = new ArrayList<>(Collections.nCopies(training.size() + validation.size(), Map.of()));
        this.validationValues = validation.stream().<SortedSet<Integer>>map(s -> new TreeSet<>()).toList();
        this.traits = new ScanTraits[training.size() + validation.size()];
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

    /** Shapes of lesions to paint, in the order of the training stores. */
    LesionShapes[] shapes() {
        return shapes;
    }

    /** What all subjects' files show, in the order of the subjects. */
    List<Leaks.Seen> seen() {
        return Stream.of(training, validation).flatMap(List::stream)
            .map(subject -> new Leaks.Seen(subject, fingerprints.get(subject))).toList();
    }

    /** Of all files, training subjects first. */
    Map<String, String> sums() {
        Map<String, String> all = new LinkedHashMap<>();
        sums.forEach(all::putAll);
        return all;
    }

    /** Label values of the training subjects. */
    SortedSet<Integer> values() {
        return new TreeSet<>(values);
    }

    /** Label values that only validation subjects have. */
    SortedSet<Integer> unknownValues() {
        SortedSet<Integer> unknown = new TreeSet<>();
        validationValues.forEach(unknown::addAll);
        unknown.removeAll(values);
        return unknown;
    }

    /** Number of validation subjects that have a voxel of a class that is learned. */
    int labelledValidationSubjects() {
        return (int) validationValues.stream().filter(own -> own.stream().anyMatch(values::contains)).count();
    }

    /** Of the training subjects, then of the validation subjects. */
    List<ScanTraits> traits() {
        return List.of(traits);
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
        PreparedSubject subject = read(training.get(number), number, values, progress);
        for (int a = 0; a < axes.size(); a++) {
            int s = number * axes.size() + a;
            stores[s] = subject.store(file, axes.get(a));
            shapes[s] = augmenter.shapes(subject.scan(), axes.get(a), progress);
        }
    }

    private void prepareValidation(int number, Progress progress) {
        int s = shapes.length + number;
        stores[s] = read(validation.get(number), training.size() + number, validationValues.get(number), progress)
            .store(file, axes.get(0));
    }

    /** @param number among all subjects, training subjects first */
    private PreparedSubject read(Subject subject, int number, SortedSet<Integer> found, Progress progress) {
        PreparedSubject read = PreparedSubject.read(subject, channels, config, found, progress);
        sums.set(number, read.sums());
        traits[number] = read.traits();
        fingerprints.put(subject, read.fingerprints());
        return read;
    }
}
