package org.dawsonmri.evaluate.compare;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Csv;

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

    private static final List<String> DIFFERENCES = List.of("class", "class_name", "score", "first", "second", "n",
        "undefined", "unpaired", "mean_first", "mean_second", "mean_difference", "ci95_low", "ci95_high",
        "median_difference", "zeros", "positive_ranks", "p", "p_holm", "p_holm_all");
    private static final List<String> SETS = List.of("set", "class", "class_name", "score", "n", "undefined", "mean",
        "ci95_low", "ci95_high", "sd", "median", "q1", "q3", "min", "max");
    private static final List<String> VOLUMES = List.of("set", "class", "class_name", "n", "empty", "bias_ml",
        "bias_ci95_low", "bias_ci95_high", "sd_ml", "lower_limit_ml", "lower_ci95_low", "lower_ci95_high",
        "upper_limit_ml", "upper_ci95_low", "upper_ci95_high");
    private static final List<String> MISSING = List.of("set", "case", "reason");

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
        Csv.write(folder.resolve(DIFFERENCES_FILE), DIFFERENCES,
            comparison.differences().stream().map(PairedDifference::toMap).toList());
        Csv.write(folder.resolve(SETS_FILE), SETS, comparison.summaries().stream().map(ScoreSet.Summary::toMap).toList());
        Csv.write(folder.resolve(VOLUMES_FILE), VOLUMES,
            comparison.volumes().stream().map(VolumeAgreement::toMap).toList());
        Csv.write(folder.resolve(MISSING_FILE), MISSING,
            comparison.missing().stream().map(Comparison.MissingCase::toMap).toList());
        String text = tables.stream().map(PaperTable::toMarkdown).collect(Collectors.joining("\n"));
        AtomicFile.write(folder.resolve(TABLES_FILE), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
