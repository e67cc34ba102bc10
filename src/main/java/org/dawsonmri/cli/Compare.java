package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.cli.option.GridOption;
import org.dawsonmri.cli.option.JsonOption;
import org.dawsonmri.cli.option.OverwriteOption;
import org.dawsonmri.cli.option.ReportOptions;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.compare.Bootstrap;
import org.dawsonmri.compare.Comparison.MissingCase;
import org.dawsonmri.compare.ModelFacts;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.model.ModelFolder;
import org.dawsonmri.network.NetworkSize;
import org.dawsonmri.network.Networks;
import org.dawsonmri.report.CompareRun;
import org.dawsonmri.report.Methods;
import org.dawsonmri.score.ScoreSettings;
import org.dawsonmri.score.Scores;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dawson compare}. Status 1 if a set lacks a case that another one has. */
@Command(name = "compare", description = {
    "Compares two or more sets of predictions, or of scores, of the same cases.",
    "Into DIR go differences.csv (paired differences, bootstrap intervals, Wilcoxon's signed-rank test with Holm's"
        + " correction), sets.csv, volumes.csv (Bland-Altman), missing.csv, tables.md (as the papers print them),"
        + " report.html, and the scores of each set that was measured."})
final class Compare extends Subcommand {

    @Option(names = "--reference", paramLabel = "DIR|DATA",
        description = "Folder of reference label maps, or a dataset.tsv or BIDS folder with labels.")
    private Path reference;

    @Option(names = "--prediction", paramLabel = "NAME=DIR",
        description = "A set of predicted label maps and what to call it; give it once for each set.")
    private final Map<String, Path> predictions = new LinkedHashMap<>();

    @Option(names = "--table", paramLabel = "NAME=FILE.csv",
        description = "A set of scores that dawson evaluate wrote and what to call it; once for each set.")
    private final Map<String, Path> scores = new LinkedHashMap<>();

    @Option(names = "--model", paramLabel = "NAME=MODEL",
        description = "The model behind a set, for the table of models; once for each set.")
    private final Map<String, Path> models = new LinkedHashMap<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for tables and report.")
    private Path out;

    @Option(names = "--split", paramLabel = "NAME",
        description = "Only the dataset's subjects of this split: ${COMPLETION-CANDIDATES}, in any case.")
    private Split split;

    @Mixin
    private final SettingOptions files = SettingOptions.ofData();

    @Option(names = "--scores", split = ",", paramLabel = "NAME", defaultValue = "all",
        description = "Families of scores to measure, with commas between (see dawson evaluate --scores)."
            + " Default: all.")
    private List<String> families;

    @Option(names = "--class-names", split = ",", paramLabel = "NAME",
        description = "Names of the classes 1, 2, 3, ..., with commas between.")
    private List<String> classNames = List.of();

    @Option(names = "--resamples", paramLabel = "N", defaultValue = "10000",
        description = "Samples of the bootstrap. Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "Seed of the bootstrap. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final GridOption grid = new GridOption();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private JsonOption json;

    @Override
    public int run(Progress progress) {
        Reference against = reference == null ? null : new Reference(reference, split, files.choice());
        CompareRun run = new CompareRun(against, predictions, scores, Classes.of(List.of(), classNames),
            Scores.of(families, ScoreSettings.DEFAULT.with(grid.rule())), new Bootstrap(resamples, seed), report.scan(),
            out);
        run.declare(overwrite.outputs().inputs(models.values())).check();
        CompareRun.Result result = run.run(facts(), making(), progress);
        List<MissingCase> missing = result.comparison().missing();
        if (json.wanted()) {
            Map<String, Object> object = result.comparison().toJson();
            object.put("out", out.toString());
            printJson(object);
        } else {
            result.tables().forEach(table -> out().println(table.toMarkdown()));
            missing.forEach(m -> out().println(text(m)));
            out().println("comparison: " + run.report());
        }
        return missing.isEmpty() ? DONE : FAILED;
    }

    private Methods making() {
        Methods making = report.making();
        for (Map.Entry<String, Path> e : models.entrySet()) {
            making = ReportOptions.withModel(making, "Model of " + e.getKey(), e.getValue());
        }
        return making;
    }

    private List<ModelFacts> facts() {
        List<ModelFacts> facts = new ArrayList<>();
        models.forEach((name, path) -> {
            ModelFolder folder = new ModelFolder(path);
            ModelDescription model = folder.readDescription();
            NetworkSize size = NetworkSize.of(Networks.create(model.config().network(),
                model.config().networkOptions()), model.channels().size(), model.classes().size());
            facts.add(ModelFacts.of(name, size.trainable(), size.nonTrainable(), folder.history()));
        });
        return facts;
    }

    private static String text(MissingCase missing) {
        return missing.set() + " lacks " + missing.caseName() + ": " + missing.reason();
    }
}
