package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.SplitTables;
import org.dawsonmri.dataset.Splits;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final SettingOptions files = SettingOptions.ofData();

    @Option(names = "--channels", split = ",", paramLabel = "NAME",
        description = "Modalities to put into the tables, comma-separated. Default: all of the dataset.")
    private List<String> channels = List.of();

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

    @Option(names = "--validate",
        description = "With --leave-one-out: the next person, in the order of names, is for validation, so that each"
            + " network keeps its best epoch and not its last.")
    private boolean validate;

    @Option(names = "--keep-test",
        description = "Leave the people who are in 'test' already where they are and deal the others out.")
    private boolean keepTest;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
        description = "Another number deals otherwise (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private OverwriteOption overwrite;

    @Override
    int run(Progress progress) {
        if (keepTest && way.leaveOneOut) {
            throw new DawsonException("--keep-test and --leave-one-out do not go together: each person is the test"
                + " once; leave one of the two out");
        }
        if (validate && !way.leaveOneOut) {
            throw new DawsonException("--validate belongs to --leave-one-out; the other ways have people for validation"
                + " anyway");
        }
        Dataset dataset = Dataset.read(data, files.choice(), channels, progress);
        if (!keepTest && !way.leaveOneOut) {
            SplitTables.warnOfLostTest(dataset, "--keep-test", progress);
        }
        Splits splits = new Splits(dataset, keepTest, progress);
        if (way.leaveOneOut) {
            writeFolds(splits.leaveOneOut(validate));
        } else if (way.folds != null) {
            writeFolds(splits.folds(way.folds, seed));
        } else {
            Dataset split = splits.byFractions(way.fractions == null ? USUAL : way.fractions, seed);
            print(SplitTables.writeOne(split, out, overwrite.existing()), List.of(split));
        }
        return DONE;
    }

    // -- Helper methods --

    private void writeFolds(List<Dataset> folds) {
        print(SplitTables.writeFolds(folds, out, overwrite.existing()), folds);
    }

    private void print(List<Path> tables, List<Dataset> datasets) {
        for (int i = 0; i < tables.size(); i++) {
            Dataset dataset = datasets.get(i);
            List<String> counts = new ArrayList<>();
            for (Split split : Split.values()) {
                int n = dataset.subjects(split).size();
                if (n > 0) {
                    counts.add(n + " " + (split == Split.NONE ? "without a label" : split.text()));
                }
            }
            out().println(tables.get(i) + ": " + String.join(", ", counts));
        }
    }
}
