package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Splits;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dawson split}. */
@Command(name = "split", description = "Deals the subjects of a dataset out to training, validation and test, never by"
    + " slice: all sessions of a person stay together. Subjects without a label get no split. The same seed gives the"
    + " same split.")
final class SplitDataset extends Subcommand {

    private static final List<Double> USUAL = List.of(70.0, 15.0, 15.0);

    @Option(names = "--data", required = true, paramLabel = "DATA",
        description = "A dataset.tsv, a folder that holds one, or a BIDS folder. Its own splits do not count.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "Folder for dataset.tsv, or for fold-1.tsv, fold-2.tsv and so on.")
    private Path out;

    @ArgGroup
    private Way way = new Way();

    /** One of three. */
    static final class Way {

        @Option(names = "--fractions", split = ",", paramLabel = "PERCENT",
            description = "Percentages of training, validation and test (default 70,15,15). Each above 0 gets at least"
                + " one person.")
        private List<Double> fractions;

        @Option(names = "--folds", paramLabel = "K",
            description = "One table for each of K folds: the fold is for validation, the rest for training.")
        private Integer folds;

        @Option(names = "--leave-one-out",
            description = "One table for each person: that one is for the test, the rest for training.")
        private boolean leaveOneOut;
    }

    @Option(names = "--keep-test",
        description = "Leave the people who are in 'test' already where they are and deal the others out.")
    private boolean keepTest;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
        description = "Another number deals otherwise (default ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    int run(Progress progress) {
        if (keepTest && way.leaveOneOut) {
            throw new DawsonException("--keep-test and --leave-one-out do not go together: each person is the test"
                + " once; leave one of the two out");
        }
        Dataset dataset = Dataset.read(data);
        if (!keepTest && !dataset.subjects(Split.TEST).isEmpty()) {
            progress.warning(data + ": " + dataset.subjects(Split.TEST).size() + " subjects were set aside for 'test'"
                + " and are dealt out like all others; use --keep-test to leave them there");
        }
        Splits splits = new Splits(dataset, keepTest);
        if (way.leaveOneOut) {
            writeAll(splits.leaveOneOut());
        } else if (way.folds != null) {
            writeAll(splits.folds(way.folds, seed));
        } else {
            Dataset split = splits.byFractions(way.fractions == null ? USUAL : way.fractions, seed);
            prepareFolder();
            write(split, out.resolve("dataset.tsv"));
        }
        return Dawson.DONE;
    }

    // -- Helper methods --

    private void writeAll(List<Dataset> splits) {
        prepareFolder();
        for (int i = 0; i < splits.size(); i++) {
            write(splits.get(i), out.resolve("fold-" + (i + 1) + ".tsv"));
        }
    }

    private void write(Dataset dataset, Path table) {
        dataset.write(table);
        List<String> counts = new ArrayList<>();
        for (Split split : Split.values()) {
            int n = dataset.subjects(split).size();
            if (n > 0) {
                counts.add(n + " " + (split == Split.NONE ? "without a label" : split.text()));
            }
        }
        out().println(table + ": " + String.join(", ", counts));
    }

    /** Old tables are neither overwritten, for one may be DATA itself, nor mixed with new ones. */
    private void prepareFolder() {
        try {
            Files.createDirectories(out);
            try (DirectoryStream<Path> tables = Files.newDirectoryStream(out, "{dataset,fold-*}.tsv")) {
                for (Path table : tables) {
                    throw new DawsonException(table + ": is there already; delete it or choose another --out");
                }
            }
        } catch (IOException e) {
            throw new DawsonException(out + ": cannot be used (" + e.getMessage()
                + "); choose a folder you may write to", e);
        }
    }
}
