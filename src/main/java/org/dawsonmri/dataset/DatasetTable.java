package org.dawsonmri.dataset;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.runtime.FileNames;

import java.nio.charset.StandardCharsets;
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
    private static final String SPLIT = "split";
    private static final String LABEL = "label";
    private static final String SLICES = "slices";
    private static final List<String> RESERVED = List.of(SUBJECT, SPLIT, LABEL, SLICES);

    private DatasetTable() {
    }

    static Dataset read(Path file) {
        Tsv table = Tsv.read(file);
        List<String> modalities = modalities(file, table.header());
        Path folder = file.toAbsolutePath().getParent();
        List<Subject> subjects = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Tsv.Row row : table.rows()) {
            Subject subject = subject(row, modalities, folder);
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
        return new Dataset(file, modalities, subjects);
    }

    static void write(Dataset dataset, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(List.of(SUBJECT, SPLIT));
        header.addAll(dataset.modalities());
        header.add(LABEL);
        boolean partial = dataset.subjects().stream().anyMatch(subject -> !subject.slices().isAll());
        if (partial) {
            header.add(SLICES);
        }
        text.append(String.join("\t", header)).append('\n');
        for (Subject subject : dataset.subjects()) {
            List<String> cells = new ArrayList<>(List.of(subject.id(), subject.split().text()));
            dataset.modalities().forEach(modality -> cells.add(cell(subject.scans().get(modality), folder)));
            cells.add(cell(subject.label(), folder));
            if (partial) {
                cells.add(subject.slices().text());
            }
            text.append(String.join("\t", cells)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    // -- Helper methods --

    private static List<String> modalities(Path file, List<String> header) {
        if (!header.contains(SUBJECT)) {
            throw new DawsonException(file + ": has no column 'subject', found " + String.join(", ", header)
                + "; the header is subject, split, one column for each modality, label, separated by tabs");
        }
        List<String> modalities = new ArrayList<>(header);
        modalities.removeAll(RESERVED);
        if (modalities.isEmpty()) {
            throw new DawsonException(file + ": has no column of scans, found " + String.join(", ", header)
                + "; add one column for each modality, such as FLAIR or T1");
        }
        return modalities;
    }

    private static Subject subject(Tsv.Row row, List<String> modalities, Path folder) {
        if (row.get(SUBJECT) == null) {
            throw row.wrong("has no subject; write its name in the column 'subject'");
        }
        Map<String, Path> scans = new LinkedHashMap<>();
        for (String modality : modalities) {
            if (row.get(modality) != null) {
                scans.put(modality, path(row, modality, folder));
            }
        }
        Path label = row.get(LABEL) == null ? null : path(row, LABEL, folder);
        try {
            return new Subject(row.get(SUBJECT), Split.parse(row.get(SPLIT)), scans, label,
                LabelledSlices.parse(row.get(SLICES)));
        } catch (IllegalArgumentException e) {
            throw row.wrong(e.getMessage());
        }
    }

    private static Path path(Tsv.Row row, String column, Path folder) {
        try {
            return folder.resolve(row.get(column)).normalize();
        } catch (InvalidPathException e) {
            throw row.wrong("column '" + column + "' is not a file name: " + FileNames.reason(e));
        }
    }

    /** Relative to the table with forward slashes, so that the folder can move between machines. */
    private static String cell(Path scan, Path folder) {
        if (scan == null) {
            return Tsv.NOT_AVAILABLE;
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
