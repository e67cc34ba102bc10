package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.score.Scores;
import org.dawsonmri.score.Status;
import org.dawsonmri.volume.Volume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures how well predicted label maps agree with reference label maps: overlap, surface distances in mm and volumes
 * of each class, and lesions ({@link Scores}).
 *
 * <pre>{@code
 * ScoresTable one = Evaluation.compare(reference, prediction, Classes.found(), Scores.standard());
 * ScoresTable many = Evaluation.run(Path.of("data"), Path.of("results"), Split.TEST, Classes.found(),
 *     Scores.of(List.of("all"), ScoreSettings.DEFAULT), progress);
 * ScoresCsv.write(many, Path.of("scores.csv"));
 * }</pre>
 *
 * <p>Both maps have to lie in the same grid by the scores' {@link org.dawsonmri.volume.GridRule}. A prediction whose
 * axes are swapped or reversed is laid out like the reference; that, and a distance that was accepted, stand in the
 * row's reason.
 */
public final class Evaluation {

    private Evaluation() {
    }

    /**
     * Compares two volumes in memory; the case has the name of the reference. Blocks until done.
     *
     * @throws DawsonException if the grids do not agree or one of the volumes is no label map
     */
    public static ScoresTable compare(Volume reference, Volume prediction, Classes classes, Scores scores) {
        return compare(reference, prediction, List.of(), classes, scores, Progress.NONE);
    }

    /** Compares two volumes in memory by the {@linkplain Scores#standard() default scores}. */
    public static ScoresTable compare(Volume reference, Volume prediction, Classes classes) {
        return compare(reference, prediction, classes, Scores.standard());
    }

    /**
     * Compares two volumes in memory, with the probabilities behind the prediction. Blocks until done.
     *
     * @param probabilities one map for each class, background not included; empty for none
     * @param progress hears of warnings
     * @throws DawsonException if the grids do not agree, or a volume holds no labels or no probabilities
     */
    public static ScoresTable compare(Volume reference, Volume prediction, List<Volume> probabilities, Classes classes,
            Scores scores, Progress progress) {
        checkProbabilities(scores, !probabilities.isEmpty());
        ClassProbabilities maps = probabilities.isEmpty() ? null : ClassProbabilities.of(probabilities, progress);
        return CaseResult.table(List.of(CaseResult.measure(reference.name(), reference, prediction, maps, classes,
            scores, progress)), classes, scores);
    }

    /** Compares files by the {@linkplain Scores#standard() default scores}. */
    public static ScoresTable run(Path reference, Path prediction, Split split, Classes classes, Progress progress) {
        return run(reference, prediction, split, classes, Scores.standard(), progress);
    }

    /** Compares files that come without probabilities, see the method below. */
    public static ScoresTable run(Path reference, Path prediction, Split split, Classes classes, Scores scores,
            Progress progress) {
        return run(new Reference(reference, split), prediction, null, classes, scores, progress);
    }

    /**
     * Compares files. Two volumes are one case, and what is wrong with them is thrown. Otherwise the reference is a
     * folder of volumes or a dataset and the prediction a folder of volumes; cases are measured in parallel, one that
     * cannot be compared becomes a row of status {@link Status#FAILED}, and the others still run. Blocks until done.
     *
     * @param given what predictions are measured against
     * @param prediction a volume or a folder of volumes, named after the subjects or the reference's files
     * @param probabilities a volume or a folder as the prediction, one frame for each class; null for none
     * @param classes which labels to measure
     * @param scores what to measure of them
     * @param progress hears of finished cases and of warnings; may cancel
     * @throws DawsonException if there is nothing to compare, or a single pair cannot be
     */
    public static ScoresTable run(Reference given, Path prediction, Path probabilities, Classes classes, Scores scores,
            Progress progress) {
        Path reference = given.path();
        checkExists(reference, "reference");
        checkExists(prediction, "prediction");
        checkProbabilities(scores, probabilities != null);
        boolean dataset = CaseFinder.isDataset(reference);
        if (!dataset) {
            requireNoChoice(given);
        }
        CaseRunner runner = new CaseRunner(classes, scores, progress);
        if (!dataset && !Files.isDirectory(reference)) {
            return table(List.of(runner.measure(onePair(reference, prediction, probabilities))), classes, scores,
                progress);
        }
        List<Case> cases = cases(given, prediction, progress);
        return table(runner.run(probabilities == null ? cases : CaseFinder.withProbabilities(cases, probabilities)),
            classes, scores, progress);
    }

    private static ScoresTable table(List<CaseResult> results, Classes classes, Scores scores, Progress progress) {
        ScoresTable table = CaseResult.table(results, classes, scores);
        table.absentLabels().forEach(label -> progress.warning("class " + (label + " " + classes.name(label)).strip()
            + " is in no reference and in no prediction: its scores have no mean"));
        return table;
    }

    private static Case onePair(Path reference, Path prediction, Path probabilities) {
        for (Path file : probabilities == null ? List.of(prediction) : List.of(prediction, probabilities)) {
            if (Files.isDirectory(file)) {
                throw new DawsonException(file + ": is a folder where the reference " + reference
                    + " is one volume; give one volume for each, or folders");
            }
        }
        Case pair = Case.pair(CaseFinder.stem(reference), reference, prediction);
        if (probabilities != null) {
            checkExists(probabilities, "file of probabilities");
            pair = CaseFinder.withProbabilities(pair, probabilities);
        }
        if (pair.problem() != null) {
            throw new DawsonException(pair.problem());
        }
        return pair;
    }

    private static void checkProbabilities(Scores scores, boolean given) {
        if (scores.needProbabilities() && !given) {
            throw new DawsonException("scores 'probability' are computed from probabilities, which are not given; give"
                + " them (--probabilities FILE|DIR) or choose other scores");
        }
    }

    /**
     * The pairs of files that {@link #run} measures, under the names of its cases; those without a partner, too.
     *
     * @throws DawsonException if there is nothing to compare
     */
    public static List<Case> cases(Reference given, Path prediction, Progress progress) {
        Path reference = given.path();
        if (CaseFinder.isDataset(reference)) {
            return CaseFinder.inDataset(given, prediction, progress);
        }
        return Files.isDirectory(reference) ? CaseFinder.inFolders(reference, prediction)
            : List.of(Case.pair(CaseFinder.stem(reference), reference, prediction));
    }

    /** True if a path is a dataset rather than a volume or a folder of volumes. */
    public static boolean isDataset(Path path) {
        return CaseFinder.isDataset(path);
    }

    private static void requireNoChoice(Reference given) {
        if (given.split() != null) {
            throw new DawsonException(given.path() + ": is no dataset, so it has no split " + given.split().text()
                + "; leave the split out or give a dataset.tsv");
        }
        if (given.choice().isGiven()) {
            throw new DawsonException(given.path() + ": is no dataset, so there is nothing to choose in it; leave label"
                + " and filter out, or give a dataset.tsv or a BIDS folder");
        }
    }

    private static void checkExists(Path path, String what) {
        if (!Files.exists(path)) {
            throw new DawsonException(path + ": the " + what + " does not exist; give a volume, a folder of volumes"
                + (what.equals("reference") ? " or a dataset" : ""));
        }
    }
}
