package org.dawsonmri.evaluate;

import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Finding;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the pairs of files to compare, in two folders or a dataset and a folder, by {@link NameMatch}. */
public final class CaseFinder {

    private static final String PREDICTION = "prediction";
    private static final List<String> TABLES = List.of(".tsv", ".csv", ".txt");
    private static final List<String> ENDINGS = List.of(".nii.gz", ".nii", ".hdr");

    /**
     * One scan.
     *
     * @param name name of the file in the first folder that has it, without its ending
     * @param files one file for each rater, in the order of the folders; empty if there is a problem
     * @param problem what is missing or ambiguous, null if nothing
     */
    public record RatedCase(String name, List<Path> files, String problem) { }

    private CaseFinder() {
    }

    /** True if a path is a dataset rather than a volume or a folder of volumes. */
    static boolean isDataset(Path path) {
        if (!Files.isDirectory(path)) {
            String name = FileName.of(path).toLowerCase(Locale.ROOT);
            return TABLES.stream().anyMatch(name::endsWith);
        }
        return Files.exists(path.resolve("dataset.tsv"))
            || list(path).stream().anyMatch(p -> FileName.of(p).startsWith("sub-") && Files.isDirectory(p));
    }

    /** Pairs the volumes of two folders; what has no partner, on either side, is a case with a problem. */
    static List<Case> inFolders(Path references, Path predictions) {
        Map<String, List<Path>> expected = volumes(references);
        Map<String, List<Path>> found = volumes(predictions);
        NameMatch match = new NameMatch(expected.keySet(), found.keySet());
        List<Case> cases = new ArrayList<>();
        for (String name : expected.keySet()) {
            List<Path> files = expected.get(name);
            cases.add(files.size() == 1 ? toCase(name, files.get(0), match, found, predictions, PREDICTION)
                : Case.unmatched(name, "more than one reference: " + names(files) + "; remove all but one"));
        }
        for (String name : match.unclaimed()) {
            cases.add(Case.unmatched(name, "no reference for " + names(found.get(name)) + " in " + references));
        }
        return cases;
    }

    /**
     * Pairs the labels of a dataset with the volumes of a folder. Predictions of subjects outside of {@code split} do
     * not count; volumes that belong to no subject at all are a warning, since a folder of results holds other images.
     */
    static List<Case> inDataset(Reference reference, Path predictions, Progress progress) {
        Path data = reference.path();
        Split split = reference.split();
        Dataset dataset = Dataset.read(data, reference.choice(), List.of(), progress);
        dataset.requireLabels(progress);
        List<Subject> subjects = split == null ? dataset.subjects() : dataset.subjects(split);
        if (subjects.isEmpty()) {
            throw new DawsonException(data + ": has no subject" + (split == null ? "" : " in the split "
                + split.name().toLowerCase(Locale.ROOT)) + ", so there is nothing to evaluate");
        }
        Map<String, List<Path>> found = volumes(predictions);
        NameMatch match = new NameMatch(dataset.subjects().stream().map(Subject::id).toList(), found.keySet());
        match.unclaimed().forEach(name -> progress.warning(names(found.get(name)) + " in " + predictions
            + " belongs to no subject of " + data + " and is left out"));
        subjects.stream().filter(subject -> subject.label() != null && !subject.slices().isAll())
            .forEach(subject -> progress.warning(subject.id() + ": only the slices " + subject.slices().text()
                + " are labelled in " + data + ", but scores look at all of them"));
        return subjects.stream().map(subject -> subject.label() == null
            ? Case.unmatched(subject.id(), subject.undecided().getOrDefault(Finding.LABEL, "no label in " + data))
            : toCase(subject.id(), subject.label(), match, found, predictions, PREDICTION)).toList();
    }

    /** Gives each pair the file of a folder that holds its probabilities, or a problem if there is none. */
    static List<Case> withProbabilities(List<Case> cases, Path folder) {
        Map<String, List<Path>> found = volumes(folder);
        NameMatch match = new NameMatch(cases.stream().map(Case::name).toList(), found.keySet());
        return cases.stream().map(each -> {
            if (each.problem() != null) {
                return each;
            }
            Case own = toCase(each.name(), each.reference(), match, found, folder, "file of probabilities");
            return own.problem() != null ? own : withProbabilities(each, own.prediction());
        }).toList();
    }

    /** NB: labels 0 and 1 would pass for probabilities. */
    static Case withProbabilities(Case pair, Path file) {
        return pair.prediction().toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())
            ? Case.unmatched(pair.name(), file + ": is given as prediction and as probabilities; give the file that"
                + " dawson segment --probabilities wrote")
            : pair.withProbabilities(file);
    }

    /**
     * Which label maps of several raters show the same scan, one folder for each rater: every name of the first folder,
     * and what only the others have.
     *
     * @throws org.dawsonmri.DawsonException if a folder holds no volume
     */
    public static List<RatedCase> ofRaters(List<Path> folders) {
        Map<String, List<Path>> files = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        for (Path folder : folders.subList(1, folders.size())) {
            for (Case pair : inFolders(folders.get(0), folder)) {
                if (pair.problem() != null) {
                    problems.putIfAbsent(pair.name(), "not every rater has one label map of this name ("
                        + pair.problem() + ")");
                } else {
                    files.computeIfAbsent(pair.name(), name -> new ArrayList<>(List.of(pair.reference())))
                        .add(pair.prediction());
                }
            }
        }
        problems.keySet().forEach(files::remove);
        List<RatedCase> cases = new ArrayList<>();
        files.forEach((name, all) -> cases.add(new RatedCase(name, List.copyOf(all), null)));
        problems.forEach((name, problem) -> cases.add(new RatedCase(name, List.of(), problem)));
        return cases;
    }

    /** @param what what the folder holds, for messages */
    private static Case toCase(String name, Path reference, NameMatch match, Map<String, List<Path>> found, Path folder,
            String what) {
        String prediction = match.predictionOf(name);
        if (prediction == null) {
            return Case.unmatched(name, match.candidates(name).isEmpty()
                ? "no " + what + " in " + folder + " (expected " + name + ".nii.gz)"
                : "no " + what + " that is its alone in " + folder + ": " + String.join(", ", match.candidates(name))
                    + "; rename it to " + name + ".nii.gz");
        }
        List<Path> files = found.get(prediction);
        return files.size() == 1 ? Case.pair(name, reference, files.get(0))
            : Case.unmatched(name, "more than one " + what + ": " + names(files) + "; remove all but one");
    }

    /** The volumes in a folder by their name without ending. */
    private static Map<String, List<Path>> volumes(Path folder) {
        Map<String, List<Path>> volumes = new TreeMap<>();
        for (Path file : list(folder)) {
            String name = stem(file);
            if (!name.equals(FileName.of(file))) {
                volumes.computeIfAbsent(name, key -> new ArrayList<>()).add(file);
            }
        }
        if (volumes.isEmpty()) {
            throw new DawsonException(folder + ": holds no volume (.nii.gz, .nii or .hdr), expected a folder of label"
                + " maps");
        }
        return volumes;
    }

    /** A file's name without the ending of a volume; unchanged if it has none. */
    static String stem(Path file) {
        String name = FileName.of(file);
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().filter(lower::endsWith).findFirst()
            .map(ending -> name.substring(0, name.length() - ending.length())).orElse(name);
    }

    /** What a folder holds, hidden files aside (macOS leaves {@code ._scan.nii.gz} beside scans). */
    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DawsonException(folder + ": is no folder; predictions for several cases lie in one folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(p -> !FileName.of(p).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new DawsonException(folder + ": cannot be listed (" + e + ")", e);
        }
    }

    private static String names(List<Path> files) {
        return String.join(", ", new TreeSet<>(files.stream().map(FileName::of).toList()));
    }
}
