package org.dawsonmri.report;

import org.dawsonmri.AtomicFolder;
import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Kind;
import org.dawsonmri.Progress;
import org.dawsonmri.compare.Bootstrap;
import org.dawsonmri.compare.Comparison;
import org.dawsonmri.compare.ComparisonFiles;
import org.dawsonmri.compare.ModelFacts;
import org.dawsonmri.compare.PaperTable;
import org.dawsonmri.compare.PaperTables;
import org.dawsonmri.compare.ScoreSet;
import org.dawsonmri.evaluate.Classes;
import org.dawsonmri.evaluate.Evaluation;
import org.dawsonmri.evaluate.Reference;
import org.dawsonmri.evaluate.ScoresCsv;
import org.dawsonmri.evaluate.ScoresTable;
import org.dawsonmri.score.Scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison from files to files: measures sets of predictions, reads sets of scores, compares all, and writes tables
 * and report into a folder.
 *
 * @param reference what predictions are measured against, as for {@link Evaluation#run}; null without predictions
 * @param predictions name of a set to its predictions
 * @param scores name of a set to a file of scores
 * @param classes which labels to measure
 * @param measured what to measure of them
 * @param bootstrap how confidence intervals are made
 * @param scan what pictures are drawn on, as for {@link PictureFiles#of}
 * @param out folder of the results
 */
public record CompareRun(Reference reference, Map<String, Path> predictions, Map<String, Path> scores,
        Classes classes, Scores measured, Bootstrap bootstrap, String scan, Path out) {

    private static final String REPORT = "report.html";

    /**
     * What came out.
     *
     * @param comparison the numbers
     * @param tables the papers' tables
     */
    public record Result(Comparison comparison, List<PaperTable> tables) {
    }

    public CompareRun {
        predictions = new LinkedHashMap<>(predictions);
        scores = new LinkedHashMap<>(scores);
        if (!predictions.isEmpty() && reference == null) {
            throw new DawsonException("predictions need a reference to be measured against; give one as well");
        }
        for (String name : scores.keySet()) {
            if (predictions.containsKey(name)) {
                throw new DawsonException("'" + name + "': a set of predictions and a set of scores have this name;"
                    + " choose another for one of them");
            }
        }
    }

    /** The report. */
    public Path report() {
        return out.resolve(REPORT);
    }

    /** Adds what {@link #run} is going to read and write. */
    public OutputFiles declare(OutputFiles outputs) {
        predictions.keySet().forEach(name -> ScoresCsv.declare(outputs, out.resolve(scoresFile(name))));
        return outputs.inputs(reference == null ? null : reference.path()).inputs(predictions.values())
            .inputs(scores.values()).filesIn(out, ComparisonFiles.NAMES).file(report(), Kind.REPORT);
    }

    /**
     * Does all of it. Blocks until done.
     *
     * @param models what is known of the models behind the sets; may be empty
     * @param making how the comparison was asked for; the sets and the bootstrap are added
     * @throws DawsonException if nothing can be compared or written
     */
    public Result run(List<ModelFacts> models, Methods making, Progress progress) {
        for (ModelFacts model : models) {
            if (!predictions.containsKey(model.set()) && !scores.containsKey(model.set())) {
                throw new DawsonException("model '" + model.set() + "': there is no set of this name; give it the name"
                    + " of the predictions or scores that it made");
            }
        }
        return AtomicFolder.write(out, folder -> write(models, making, folder, progress));
    }

    private Result write(List<ModelFacts> models, Methods making, Path folder, Progress progress) {
        Map<String, PictureSource> sources = new LinkedHashMap<>();
        List<ScoreSet> sets = new ArrayList<>();
        predictions.forEach((name, files) -> {
            progress.message("measuring " + name);
            ScoresTable table = Evaluation.run(reference, files, null, classes, measured, progress);
            ScoresCsv.write(table, folder.resolve(scoresFile(name)));
            sources.put(name, PictureFiles.of(reference, files, scan, progress));
            sets.add(new ScoreSet(name, table));
        });
        scores.forEach((name, file) -> sets.add(new ScoreSet(name, ScoresCsv.read(file))));
        Comparison comparison = Comparison.of(sets, bootstrap, progress);
        List<PaperTable> tables = PaperTables.of(comparison, models);
        ComparisonFiles.write(comparison, tables, folder);
        ComparisonReport.write(folder.resolve(REPORT), comparison, tables, sources, with(making), progress);
        return new Result(comparison, tables);
    }

    private static String scoresFile(String set) {
        return "scores_" + set.replaceAll("[^\\w.-]+", "_") + ".csv";
    }

    private Methods with(Methods making) {
        Methods all = reference == null ? making : making.and(reference);
        for (Map.Entry<String, Path> e : predictions.entrySet()) {
            all = all.and("Set " + e.getKey(), e.getValue());
        }
        for (Map.Entry<String, Path> e : scores.entrySet()) {
            all = all.and("Set " + e.getKey(), e.getValue());
        }
        return all.and("Bootstrap", bootstrap.resamples() + " resamples, seed " + bootstrap.seed());
    }
}
