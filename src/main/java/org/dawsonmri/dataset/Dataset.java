package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Subjects with their scans, labels and splits. Immutable.
 *
 * <p>It comes from a {@code dataset.tsv} or a BIDS folder ({@link BidsFolder} has the rules). The table has the columns
 * {@code subject}, {@code person} and {@code split} (both optional), one for each modality, and {@code label}
 * (optional); files are relative to the table and {@code n/a} stands for none; a column {@code slices} says which
 * slices are labelled if not all are ({@link LabelledSlices}):
 *
 * <pre>
 * subject   split       FLAIR               T1               label
 * p07       train       p07/FLAIR.nii.gz    p07/T1.nii.gz    p07/lesions.nii.gz
 * p19       test        p19/FLAIR.nii.gz    n/a              p19/lesions.nii.gz
 * </pre>
 *
 * @param source the table or folder it was read from, for messages
 * @param modalities names of the scans in the order in which a network gets them
 * @param subjects in the order of the table, ids are unique
 * @param labels where the labels come from
 */
public record Dataset(Path source, List<String> modalities, List<Subject> subjects, LabelSource labels) {

    public Dataset {
        modalities = List.copyOf(modalities);
        subjects = List.copyOf(subjects);
        Set<String> ids = new HashSet<>();
        for (Subject subject : subjects) {
            if (!ids.add(subject.id())) {
                throw new IllegalArgumentException(source + ": two subjects have the name " + subject.id());
            }
            if (!modalities.containsAll(subject.scans().keySet())) {
                throw new IllegalArgumentException(source + ": " + subject.id() + " has the scans "
                    + subject.scans().keySet() + ", the dataset has " + modalities);
            }
        }
    }

    /** A dataset whose subjects say which file is their label. */
    public Dataset(Path source, List<String> modalities, List<Subject> subjects) {
        this(source, modalities, subjects, LabelSource.found("column 'label'"));
    }

    /** Reads a dataset in which nothing has to be chosen; see the method below. */
    public static Dataset read(Path data) {
        return read(data, DataChoice.NONE, List.of(), Progress.NONE);
    }

    /**
     * Reads a table such as {@code dataset.tsv}, a folder that holds one of that name, or a BIDS folder. Scans are not
     * opened.
     *
     * @param choice which files are meant where there are several
     * @param channels the modalities that are wanted, in this order; empty for all
     * @param progress hears of choices that change nothing
     * @throws DawsonException with file and line, if it is none of them or says something that cannot be meant
     */
    public static Dataset read(Path data, DataChoice choice, List<String> channels, Progress progress) {
        if (!Files.exists(data)) {
            throw new DawsonException(data + ": does not exist; give a dataset.tsv, a folder that holds one, or a "
                + "BIDS folder");
        }
        if (isBids(data)) {
            return BidsFolder.read(data, choice, channels, progress).select(channels);
        }
        Path table = Files.isDirectory(data) ? data.resolve(DatasetTable.FILE_NAME) : data;
        return DatasetTable.read(table, choice).select(channels);
    }

    /** True if this is a folder without a table. */
    public static boolean isBids(Path data) {
        return Files.isDirectory(data) && !Files.exists(data.resolve(DatasetTable.FILE_NAME));
    }

    /** Writes the dataset as a table with paths relative to it, in one step: a failure leaves an older file alone. */
    public void write(Path tsv) {
        DatasetTable.write(this, tsv);
    }

    /**
     * The same with some of the modalities, under the names and in the order given.
     *
     * @param channels names in any case; empty for all
     * @throws DawsonException if no subject has one of them
     */
    public Dataset select(List<String> channels) {
        if (channels.isEmpty() || channels.equals(modalities)) {
            return this;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (String channel : channels) {
            columns.put(channel, modalities.stream().filter(channel::equals).findFirst()
                .or(() -> modalities.stream().filter(channel::equalsIgnoreCase).findFirst())
                .orElseThrow(() -> new DawsonException(source + ": has no channel " + channel + ", only "
                    + String.join(", ", modalities) + "; choose some of these with --channels")));
        }
        List<Subject> selected = new ArrayList<>();
        for (Subject subject : subjects) {
            selected.add(subject.withScans(columns));
        }
        return new Dataset(source, channels, selected, labels);
    }

    /** The same with other subjects. */
    Dataset with(List<Subject> others) {
        return new Dataset(source, modalities, others, labels);
    }

    /**
     * For work that needs labels.
     *
     * @param progress hears what was taken for labels in a BIDS folder
     * @throws DawsonException if there are none, or it is not known which ones are meant
     */
    public void requireLabels(Progress progress) {
        if (labels.problem() != null) {
            throw new DawsonException(source + ": " + labels.problem());
        }
        if (isBids(source)) {
            progress.message("labels: " + labels.text());
        }
    }

    /** The subjects of one split. */
    public List<Subject> subjects(Split split) {
        return subjects.stream().filter(subject -> subject.split() == split).toList();
    }

    /** True if at least one subject says what it is used for. */
    public boolean hasSplits() {
        return subjects.stream().anyMatch(subject -> subject.split() != Split.NONE);
    }

    /**
     * What a training learns from: the subjects of {@link Split#TRAIN}; in a dataset without any split, every subject
     * that has a label or several files that may be it.
     */
    public List<Subject> trainingSubjects() {
        return hasSplits()
            ? subjects(Split.TRAIN)
            : subjects.stream().filter(subject -> subject.label() != null
                || subject.undecided().containsKey(Finding.LABEL)).toList();
    }

    /**
     * All that it is made of, whether anybody needs it or not: where it was read from, every file that a table names,
     * every file in the folders of a BIDS folder's subjects. They need not exist.
     */
    public List<Path> files() {
        boolean bids = isBids(source);
        List<Path> files = new ArrayList<>(bids ? BidsFolder.files(source) : List.of());
        files.add(source);
        addFiles(files);
        if (!bids && Files.exists(source)) {
            DatasetTable.read(source, DataChoice.NONE).addFiles(files);
        }
        return files;
    }

    private void addFiles(List<Path> files) {
        subjects.forEach(subject -> files.addAll(subject.scans().values()));
        subjects.stream().map(Subject::label).filter(Objects::nonNull).forEach(files::add);
    }

    /**
     * Where the labels of a data set come from.
     *
     * @param text in words, such as {@code column 'label'}
     * @param problem why there are none, and what to do; null if there are
     */
    public record LabelSource(String text, String problem) {

        /** Labels that were found. */
        static LabelSource found(String text) {
            return new LabelSource(text, null);
        }

        /** No labels. */
        static LabelSource missing(String problem) {
            return new LabelSource("none", problem);
        }
    }
}
