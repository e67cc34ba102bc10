package org.dawsonmri.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds which label maps of several raters show the same scan: one folder for each rater, matched by name. */
public final class RaterFolders {

    /**
     * One scan.
     *
     * @param name name of the file in the first folder that has it, without its ending
     * @param files one file for each rater, in the order of the folders; empty if there is a problem
     * @param problem what is missing or ambiguous, null if nothing
     */
    public record RatedCase(String name, List<Path> files, String problem) { }

    private RaterFolders() {
    }

    /**
     * Every name of the first folder, and what only the others have.
     *
     * @throws org.dawsonmri.DawsonException if a folder holds no volume
     */
    public static List<RatedCase> match(List<Path> folders) {
        Map<String, List<Path>> files = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        for (Path folder : folders.subList(1, folders.size())) {
            for (Case pair : CaseFinder.inFolders(folders.get(0), folder)) {
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
}
