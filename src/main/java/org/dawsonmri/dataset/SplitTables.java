package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits as tables in a folder: one as {@code dataset.tsv}, several as {@code fold-1.tsv}, {@code fold-2.tsv} and so
 * on.
 *
 * <pre>{@code
 * List<Path> tables = SplitTables.writeFolds(new Splits(Dataset.read(data), false, progress).leaveOneOut(false), out);
 * }</pre>
 */
public final class SplitTables {

    private SplitTables() {
    }

    /** Writes one split. @return {@code dataset.tsv} in the folder @throws DawsonException as {@link #writeFolds} */
    public static List<Path> writeOne(Dataset split, Path folder) {
        prepare(folder);
        Path table = folder.resolve("dataset.tsv");
        split.write(table);
        return List.of(table);
    }

    /**
     * Writes several splits.
     *
     * @return the tables in the order of the splits
     * @throws DawsonException if the folder cannot be written to or has such tables already: one of them may be the
     *         dataset itself, and old ones would be taken for new ones
     */
    public static List<Path> writeFolds(List<Dataset> splits, Path folder) {
        prepare(folder);
        List<Path> tables = new ArrayList<>();
        for (Dataset split : splits) {
            Path table = folder.resolve("fold-" + (tables.size() + 1) + ".tsv");
            split.write(table);
            tables.add(table);
        }
        return tables;
    }

    /** Says when subjects that were set aside for the test are going to be dealt out, which may be a mistake. */
    public static void warnOfLostTest(Dataset dataset, String keep, Progress progress) {
        int set = dataset.subjects(Split.TEST).size();
        if (set > 0) {
            progress.warning(dataset.source() + ": " + set + " subjects were set aside for 'test' and are dealt out"
                + " like all others; use " + keep + " to leave them there");
        }
    }

    private static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> tables = Files.newDirectoryStream(folder, "{dataset,fold-*}.tsv")) {
                for (Path table : tables) {
                    throw new DawsonException(table + ": is there already; delete it or choose another folder");
                }
            }
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be used (" + e.getMessage()
                + "); choose a folder you may write to", e);
        }
    }
}
