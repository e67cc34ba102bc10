package org.dawsonmri.train.data;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Progress;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Leaks;
import org.dawsonmri.dataset.RequiredFiles;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.preprocess.ScanTraits;

import java.util.ArrayList;
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

/** Reads and prepares the subjects of a training, several at a time, for someone who keeps their voxels. */
final class Preparation {

    /** Keeps the voxels of a subject; asked by several threads. */
    @FunctionalInterface
    interface Keeper {

        /** @param number among all subjects, training subjects first */
        void keep(int number, PreparedSubject subject);
    }

    private final Dataset dataset;
    private final TrainingConfig config;
    private final List<String> channels;
    private final List<Subject> training;
    private final List<Subject> validation;
    private final List<Map<String, String>> sums;
    private final ScanTraits[] traits;
    private final SortedSet<Integer> values = new ConcurrentSkipListSet<>();
    private final List<SortedSet<Integer>> validationValues;
    private final Map<Subject, Map<String, Long>> fingerprints = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @throws org.dawsonmri.DawsonException if a subject lacks a channel or label */
    Preparation(Dataset dataset, TrainingConfig config) {
        this.dataset = dataset;
        this.config = config;
        this.channels = config.channels().isEmpty() ? dataset.modalities() : config.channels();
        this.training = RequiredFiles.training(dataset, channels);
        this.validation = RequiredFiles.validation(dataset, channels);
        this.sums = new ArrayList<>(Collections.nCopies(size(), Map.of()));
        this.validationValues = validation.stream().<SortedSet<Integer>>map(s -> new TreeSet<>()).toList();
        this.traits = new ScanTraits[size()];
    }

    /**
     * Prepares all and warns of copies. The first failure is thrown once no other subject is being kept any more.
     *
     * @throws org.dawsonmri.DawsonException if a subject's files do not fit together
     */
    void run(Keeper keeper, Progress progress) {
        List<RuntimeException> failures = IntStream.range(0, size()).parallel()
            .mapToObj(number -> failure(number, keeper, progress)).filter(Objects::nonNull).toList();
        // A cancelled neighbour of a failure is not the failure.
        failures.stream().filter(e -> !(e instanceof CancelledException)).findFirst()
            .or(() -> failures.stream().findFirst()).ifPresent(first -> {
                throw first;
            });
        Leaks.warn(Leaks.copied(Stream.of(training, validation).flatMap(List::stream)
            .map(subject -> new Leaks.Seen(subject, fingerprints.get(subject))).toList()), dataset.source(), progress);
    }

    int training() {
        return training.size();
    }

    int validation() {
        return validation.size();
    }

    /** Number of all subjects. */
    int size() {
        return training.size() + validation.size();
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

    /**
     * What was found out about all of them.
     *
     * @param labelValues of the classes to learn
     * @param measured number of subjects to measure with
     * @param labelled how many of these have a voxel of a class
     * @param more sums of files that are no subject's
     */
    TrainingData.Subjects subjects(int[] labelValues, int measured, int labelled, Map<String, String> more,
        Progress progress) {
        Map<String, String> all = new LinkedHashMap<>();
        sums.forEach(all::putAll);
        all.putAll(more);
        return new TrainingData.Subjects(channels, labelValues, measured, labelled,
            ScanSurvey.of(training, validation, List.of(traits), channels, progress), all);
    }

    /** Number of validation subjects that have a voxel of a class that is learned. */
    int labelledValidation() {
        return (int) validationValues.stream().filter(own -> own.stream().anyMatch(values::contains)).count();
    }

    // -- Helper methods --

    /** Prepares a subject; what went wrong, or null. */
    private RuntimeException failure(int number, Keeper keeper, Progress progress) {
        if (failed.get()) {
            return new CancelledException();
        }
        try {
            progress.checkCancelled();
            keeper.keep(number, read(number, progress));
            progress.update(done.incrementAndGet(), size(), "subjects prepared");
            return null;
        } catch (RuntimeException e) {
            failed.set(true);
            return e;
        }
    }

    private PreparedSubject read(int number, Progress progress) {
        boolean trains = number < training.size();
        Subject subject = trains ? training.get(number) : validation.get(number - training.size());
        PreparedSubject read = PreparedSubject.read(subject, channels, config,
            trains ? values : validationValues.get(number - training.size()), progress);
        sums.set(number, read.sums());
        traits[number] = read.traits();
        fingerprints.put(subject, read.fingerprints());
        return read;
    }
}
