package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Subjects with their scans, labels and splits. Immutable.
 *
 * <p>It comes from a {@code dataset.tsv} or a BIDS folder ({@link BidsFolder} has the rules). The table has the columns
 * {@code subject}, {@code split} (optional), one for each modality, and {@code label} (optional); files are relative to
 * the table and {@code n/a} stands for none; a column {@code slices} says which slices are labelled if not all are
 * ({@link LabelledSlices}):
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
 */
public record Dataset(Path source, List<String> modalities, List<Subject> subjects) {

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

    /**
     * Reads a {@code dataset.tsv}, a folder that holds one, or a BIDS folder. Scans are not opened.
     *
     * @throws DawsonException with file and line, if it is none of them or says something that cannot be meant
     */
    public static Dataset read(Path data) {
        if (Files.isDirectory(data)) {
            Path table = data.resolve(DatasetTable.FILE_NAME);
            return Files.exists(table) ? DatasetTable.read(table) : BidsFolder.read(data);
        }
        if (!Files.exists(data)) {
            throw new DawsonException(data + ": does not exist; give a dataset.tsv, a folder that holds one, or a "
                + "BIDS folder");
        }
        return DatasetTable.read(data);
    }

    /** Writes the dataset as a table with paths relative to it, in one step: a failure leaves an older file alone. */
    public void write(Path tsv) {
        DatasetTable.write(this, tsv);
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
     * that has a label.
     */
    public List<Subject> trainingSubjects() {
        return hasSplits()
            ? subjects(Split.TRAIN)
            : subjects.stream().filter(subject -> subject.label() != null).toList();
    }

    /** All that it names: where it was read from, and every scan and label, whether they are there or not. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(source));
        subjects.forEach(subject -> files.addAll(subject.scans().values()));
        subjects.stream().map(Subject::label).filter(Objects::nonNull).forEach(files::add);
        return files;
    }
}
