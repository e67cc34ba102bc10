package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.cli.option.JsonOption;
import org.dawsonmri.cli.option.OverwriteOption;
import org.dawsonmri.cli.option.ReportOptions;
import org.dawsonmri.cli.option.ScoreOptions;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.evaluate.ScoresCsv;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.evaluate.ScoresText;
import org.dawsonmri.report.EvaluationReport;
import org.dawsonmri.report.Methods;
import org.dawsonmri.report.PictureFiles;
import org.dawsonmri.score.Scores;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code dawson evaluate}: scores of predictions against references. Status 1 if a case could not be compared. */
@Command(name = "evaluate", description = {
    "Measures predicted label maps against reference label maps.",
    "One row for each case and class goes to FILE.csv, mean, sd, median, quartiles, minimum and maximum to"
        + " FILE_summary.csv."
        + " Distances are in mm, volumes in mm3 and ml; NaN is a score that is not defined for an empty mask."})
final class Evaluate extends Subcommand {

    @Option(names = "--reference", required = true, paramLabel = "FILE|DIR|DATA",
        description = "Reference label map, a folder of them, or a dataset.tsv or BIDS folder with labels.")
    private Path reference;

    @Option(names = "--prediction", required = true, paramLabel = "FILE|DIR",
        description = "Predicted label map, or a folder of them named after the subjects or the reference's files.")
    private Path prediction;

    @Option(names = "--probabilities", paramLabel = "FILE|DIR",
        description = "Probabilities behind the prediction, one frame for each class, or a folder of them named as"
            + " predictions are. Adds the scores 'probability'.")
    private Path probabilities;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "File for the scores.")
    private Path out;

    @Option(names = "--split", paramLabel = "NAME",
        description = "Only the dataset's subjects of this split: ${COMPLETION-CANDIDATES}, in any case.")
    private Split split;

    @Mixin
    private final SettingOptions files = SettingOptions.ofData();

    @Option(names = "--label-values", split = ",", paramLabel = "LABEL",
        description = "Labels to measure, with commas between; all that occur by default.")
    private List<Integer> classes = List.of();

    @Option(names = "--class-names", split = ",", paramLabel = "NAME",
        description = "Their names in the same order; without --label-values the names of 1, 2, 3, ...")
    private List<String> classNames = List.of();

    @Mixin
    private final ScoreOptions scores = new ScoreOptions();

    @Option(names = "--report", paramLabel = "FILE.html",
        description = "Also write a report to look at and to print: tables, plots, worst and best cases as pictures.")
    private Path report;

    @Option(names = "--model", paramLabel = "MODEL", description = "The model behind the predictions, for the report.")
    private Path model;

    @Mixin
    private final ReportOptions reportOptions = new ReportOptions();

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private JsonOption json;

    @Override
    public int run(Progress progress) {
        Classes measured = Classes.of(classes, classNames);
        Scores chosen = scores.scores(probabilities != null);
        ScoresCsv.declare(overwrite.outputs(), out).file(report, Kind.REPORT)
            .inputs(reference, prediction, probabilities).check();
        Methods making = making(chosen);
        ScoresTable table = Evaluation.run(against(), prediction, probabilities, measured, chosen, progress);
        ScoresCsv.write(table, out);
        if (report != null) {
            EvaluationReport.write(report, table,
                PictureFiles.of(against(), prediction, reportOptions.scan(), progress), making, progress);
        }
        if (json.wanted()) {
            Map<String, Object> result = table.toJson();
            result.put("scores", out.toString());
            result.put("scores_summary", ScoresCsv.summaryFile(out).toString());
            printJson(result);
        } else {
            out().print(ScoresText.of(table));
            out().println();
            out().println("scores: " + out + ", summary: " + ScoresCsv.summaryFile(out)
                + (report == null ? "" : ", report: " + report));
        }
        return table.failed().isEmpty() ? DONE : FAILED;
    }

    private Reference against() {
        return new Reference(reference, split, files.choice());
    }

    private Methods making(Scores chosen) {
        Methods making = reportOptions.making().and(against()).and("Prediction", prediction)
            .and("Scores", String.join(", ", chosen.columns()));
        return model == null ? making : ReportOptions.withModel(making, "Model", model);
    }
}
