package org.dawsonmri.dataset;

import org.dawsonmri.Csv;
import org.dawsonmri.DawsonException;
import org.dawsonmri.dataset.Dataset.LabelSource;
import org.dawsonmri.runtime.FileNames;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes {@code dataset.tsv}; {@link Dataset} describes the columns. */
final class DatasetTable {

    static final String FILE_NAME = "dataset.tsv";

    private static final String SUBJECT = "subject";
    private static final String PERSON = "person";
    private static final String SPLIT = "split";
    private static final String LABEL = "label";
    private static final String SLICES = "slices";
    private static final List<String> RESERVED = List.of(SUBJECT, PERSON, SPLIT, LABEL, SLICES);

    private final Path file;
    private final Path folder;
    private final Table table;
    private final String label;

    private DatasetTable(Path file, DataChoice choice) {
        this.file = file;
        this.folder = file.toAbsolutePath().getParent();
        this.table = Table.read(file);
        this.label = choice.label().isEmpty() ? LABEL : choice.label();
        if (!choice.filter().isEmpty()) {
            throw new DawsonException(file + ": is a table, which names its files itself; leave the filter '"
                + choice.filter() + "' out, or give a BIDS folder");
        }
        if (!choice.label().isEmpty() && !table.has(label)) {
            throw new DawsonException(file + ": has no column '" + label + "' for the label, found "
                + String.join(", ", table.header()) + "; give one of these with --label");
        }
    }

    /** @param choice its label names the column of the labels */
    static Dataset read(Path file, DataChoice choice) {
        return new DatasetTable(file, choice).dataset();
    }

    /** @throws DawsonException if it is not decided which files are meant, or the table cannot be written */
    static void write(Dataset dataset, Path file) {
        dataset.subjects().forEach(subject -> subject.undecided().forEach((item, problem) -> {
            throw new DawsonException(dataset.source() + ": " + subject.id() + ": " + problem);
        }));
        Path folder = file.toAbsolutePath().normalize().getParent();
        List<String> header = new ArrayList<>(List.of(SUBJECT, PERSON, SPLIT));
        header.addAll(dataset.modalities());
        header.add(LABEL);
        boolean partial = dataset.subjects().stream().anyMatch(subject -> !subject.slices().isAll());
        if (partial) {
            header.add(SLICES);
        }
        List<List<String>> lines = new ArrayList<>(List.of(header));
        for (Subject subject : dataset.subjects()) {
            List<String> cells =
                new ArrayList<>(List.of(subject.id(), subject.person(), subject.split().text()));
            dataset.modalities().forEach(modality -> cells.add(cell(subject.scans().get(modality), folder)));
            cells.add(cell(subject.label(), folder));
            if (partial) {
                cells.add(subject.slices().text());
            }
            lines.add(cells);
        }
        Csv.writeTabSeparated(file, lines);
    }

    // -- Helper methods --

    private Dataset dataset() {
        List<String> modalities = modalities();
        List<Subject> subjects = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Table.Row row : table.rows()) {
            Subject subject = subject(row, modalities);
            Integer earlier = lines.putIfAbsent(subject.id(), row.line());
            if (earlier != null) {
                throw row.wrong("subject '" + subject.id() + "' is already in line " + earlier
                    + "; give every subject one line");
            }
            subjects.add(subject);
        }
        if (subjects.isEmpty()) {
            throw new DawsonException(file + ": has a header but no subjects; add a line for each");
        }
        return new Dataset(file, modalities, subjects, labels(modalities));
    }

    private List<String> modalities() {
        String found = String.join(", ", table.header());
        if (table.header().size() == 1 && table.header().get(0).matches("(?i)subject\\s.*")) {
            throw new DawsonException(file + ": its columns are separated by spaces, which names of files may hold,"
                + " too; separate them by tabs, commas or semicolons");
        }
        if (!table.has(SUBJECT)) {
            throw new DawsonException(file + ": has no column 'subject', found " + found + "; the header is subject,"
                + " split, one column for each modality, label, separated by tabs, commas or semicolons");
        }
        List<String> modalities = table.header().stream().filter(name -> !name.equalsIgnoreCase(label)
            && RESERVED.stream().noneMatch(name::equalsIgnoreCase)).toList();
        if (modalities.isEmpty()) {
            throw new DawsonException(file + ": has no column of scans, found " + found + "; add one column for each"
                + " modality, such as FLAIR or T1");
        }
        return modalities;
    }

    private LabelSource labels(List<String> modalities) {
        if (table.has(label)) {
            return LabelSource.found("column '" + label + "'");
        }
        return LabelSource.missing("has no column 'label'" + modalities.stream().filter(BidsName::isLabelWord)
            .findFirst().map(name -> "; if it is '" + name + "', give --label " + name).orElse(""));
    }

    private Subject subject(Table.Row row, List<String> modalities) {
        String id = row.get(SUBJECT);
        if (id == null) {
            throw row.wrong("has no subject; write its name in the column 'subject'");
        }
        Map<String, Path> scans = new LinkedHashMap<>();
        for (String modality : modalities) {
            if (row.get(modality) != null) {
                scans.put(modality, path(row, modality));
            }
        }
        String person = row.get(PERSON);
        try {
            return new Subject(id, person == null ? Person.of(id) : person, Split.parse(row.get(SPLIT)), scans,
                row.get(label) == null ? null : path(row, label), LabelledSlices.parse(row.get(SLICES)), Map.of());
        } catch (IllegalArgumentException e) {
            throw row.wrong(e.getMessage());
        }
    }

    private Path path(Table.Row row, String column) {
        try {
            return folder.resolve(row.get(column)).normalize();
        } catch (InvalidPathException e) {
            throw row.wrong("column '" + column + "' is not a file name: " + FileNames.reason(e));
        }
    }

    /** Relative to the table with forward slashes, so that the folder can move between machines. */
    private static String cell(Path scan, Path folder) {
        if (scan == null) {
            return Table.NOT_AVAILABLE;
        }
        Path absolute = scan.toAbsolutePath().normalize();
        boolean sameRoot = folder.getRoot().equals(absolute.getRoot());
        String text = sameRoot ? folder.relativize(absolute).toString() : absolute.toString();
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new DawsonException(scan + ": a name with a tab or a line end cannot stand in a table; rename it");
        }
        return text.replace(folder.getFileSystem().getSeparator(), "/");
    }
}
