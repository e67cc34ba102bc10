package org.dawsonmri.evaluate.compare;

import org.dawsonmri.AtomicFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A comparison as files in one folder: {@code differences.csv} (paired differences and tests), {@code sets.csv} (each
 * set by itself), {@code volumes.csv} (Bland-Altman), {@code missing.csv} (cases that a set lacks; the header alone if
 * none) and {@code tables.md} (the papers' tables).
 */
public final class ComparisonFiles {

    private static final String DIFFERENCES_FILE = "differences.csv";
    private static final String SETS_FILE = "sets.csv";
    private static final String VOLUMES_FILE = "volumes.csv";
    private static final String MISSING_FILE = "missing.csv";
    private static final String TABLES_FILE = "tables.md";

    /** The names of all files. */
    public static final List<String> NAMES =
        List.of(DIFFERENCES_FILE, SETS_FILE, VOLUMES_FILE, MISSING_FILE, TABLES_FILE);

    private ComparisonFiles() {
    }

    /** Writes all files into a folder that is there. */
    public static void write(Comparison comparison, List<PaperTable> tables, Path folder) {
        PairedDifference.COLUMNS.write(folder.resolve(DIFFERENCES_FILE), comparison.differences());
        ScoreSet.Summary.COLUMNS.write(folder.resolve(SETS_FILE), comparison.summaries());
        VolumeAgreement.COLUMNS.write(folder.resolve(VOLUMES_FILE), comparison.volumes());
        Comparison.MissingCase.COLUMNS.write(folder.resolve(MISSING_FILE), comparison.missing());
        String text = tables.stream().map(PaperTable::toMarkdown).collect(Collectors.joining("\n"));
        AtomicFile.write(folder.resolve(TABLES_FILE), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
