package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits as tables in a folder: one as {@code dataset.tsv}, several as {@code fold-1.tsv}, {@code fold-2.tsv} and so
 * on.
 *
 * <pre>{@code
 * List<Path> tables = SplitTables.writeFolds(new Splits(Dataset.read(data), false, progress).leaveOneOut(false), out,
 *     Existing.REFUSE);
 * }</pre>
 */
public final class SplitTables {

    private SplitTables() {
    }

    /**
     * Writes one split.
     *
     * @return {@code dataset.tsv} in the folder
     * @throws DawsonException as {@link #writeFolds}
     */
    public static List<Path> writeOne(Dataset split, Path folder, Existing existing) {
        return write(List.of(split), List.of(folder.resolve(DatasetTable.FILE_NAME)), folder, existing);
    }

    /**
     * Writes several splits.
     *
     * @param existing what happens to tables of these names
     * @return the tables in the order of the splits
     * @throws DawsonException if the folder cannot be written to, if one of the tables is the data set itself, or if
     *         other such tables are there, which would be taken for new ones
     */
    public static List<Path> writeFolds(List<Dataset> splits, Path folder, Existing existing) {
        return write(splits, IntStream.rangeClosed(1, splits.size())
            .mapToObj(fold -> folder.resolve("fold-" + fold + ".tsv")).toList(), folder, existing);
    }

    /** Says when subjects that were set aside for the test are going to be dealt out, which may be a mistake. */
    public static void warnOfLostTest(Dataset dataset, String keep, Progress progress) {
        int set = dataset.subjects(Split.TEST).size();
        if (set > 0) {
            progress.warning(dataset.source() + ": " + set + " subjects were set aside for 'test' and are dealt out"
                + " like all others; use " + keep + " to leave them there");
        }
    }

    private static List<Path> write(List<Dataset> splits, List<Path> tables, Path folder, Existing existing) {
        OutputFiles outputs = new OutputFiles(existing).inputs(splits.get(0).files());
        tables.forEach(table -> outputs.file(table, Kind.DATASET));
        outputs.check();
        requireNoOthers(tables, folder);
        for (int i = 0; i < tables.size(); i++) {
            splits.get(i).write(tables.get(i));
        }
        return tables;
    }

    private static void requireNoOthers(List<Path> tables, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "{dataset,fold-*}.tsv")) {
            for (Path table : found) {
                if (!tables.contains(table)) {
                    throw new DawsonException(table + ": is a table of another split, beside which these would be mixed"
                        + " up; delete it or choose another folder");
                }
            }
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be used (" + e.getMessage()
                + "); choose a folder you may write to", e);
        }
    }
}
