package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.ALL;
import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Severity.ERROR;
import static org.dawsonmri.dataset.Severity.INFO;
import static org.dawsonmri.dataset.Severity.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks across subjects, once every one was looked at by itself. */
final class WholeCheck {

    private static final int NAMES_SHOWN = 5;

    private final Dataset dataset;
    private final CheckOptions options;
    private final List<SubjectCheck> checks;
    private final List<Finding> findings = new ArrayList<>();

    WholeCheck(Dataset dataset, CheckOptions options, List<SubjectCheck> checks) {
        this.dataset = dataset;
        this.options = options;
        this.checks = checks;
    }

    List<Finding> findings() {
        checkLabels();
        checkOrientations();
        checkSharedFiles();
        checkSharedVoxels();
        return findings;
    }

    // -- Labels --

    private void checkLabels() {
        SortedMap<Integer, List<String>> owners = new TreeMap<>();
        for (SubjectCheck check : checks) {
            for (int label : check.summary().labelVoxels().keySet()) {
                owners.computeIfAbsent(label, unused -> new ArrayList<>()).add(check.subject().id());
            }
        }
        unexpectedLabels();
        long labelled = checks.stream().filter(check -> !check.summary().labelVoxels().isEmpty()).count();
        owners.forEach((label, subjects) -> {
            if (label != 0 && subjects.size() == 1 && labelled > 1) {
                findings.add(new Finding(subjects.get(0), LABEL, Problem.RARE_LABEL, WARNING,
                    "label " + label + " occurs in this subject only, of " + labelled));
            }
        });
    }

    /** Allowed is what the options say, else what there is to learn from. */
    private void unexpectedLabels() {
        boolean declared = !options.labels().isEmpty();
        SortedSet<Integer> allowed = new TreeSet<>(options.labels());
        Set<Subject> training = Set.copyOf(dataset.trainingSubjects());
        if (!declared) {
            checks.stream().filter(check -> training.contains(check.subject()))
                .forEach(check -> allowed.addAll(check.summary().labelVoxels().keySet()));
            if (allowed.isEmpty()) {
                return;
            }
        }
        allowed.add(0);
        for (SubjectCheck check : checks) {
            SortedMap<Integer, Long> others = new TreeMap<>(check.summary().labelVoxels());
            others.keySet().removeAll(allowed);
            if (!others.isEmpty()) {
                String reason = declared ? " is not among " : " occurs in no training subject; those have ";
                findings.add(new Finding(check.subject().id(), LABEL, Problem.UNEXPECTED_LABELS, ERROR,
                    "label " + list(others.keySet()) + reason + list(allowed)));
            }
        }
    }

    // -- Geometry --

    private void checkOrientations() {
        Map<String, List<String>> subjects = new LinkedHashMap<>();
        for (SubjectCheck check : checks) {
            SubjectSummary summary = check.summary();
            if (summary.orientation() != null) {
                subjects.computeIfAbsent(summary.orientation(), unused -> new ArrayList<>()).add(summary.subject());
            }
        }
        if (subjects.size() > 1) {
            String detail = subjects.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .map(entry -> entry.getKey() + " in " + entry.getValue().size() + " (" + list(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
            findings.add(new Finding(ALL, "", Problem.ORIENTATION, INFO,
                "voxel axes run differently: " + detail + "; training reorients them"));
        }
    }

    // -- Things used twice --

    private void checkSharedFiles() {
        Map<Path, String> users = new HashMap<>();
        for (SubjectCheck check : checks) {
            Map<String, Path> files = new LinkedHashMap<>(check.subject().scans());
            if (check.subject().label() != null) {
                files.put(LABEL, check.subject().label());
            }
            files.forEach((item, file) -> {
                String earlier = users.putIfAbsent(real(file), item + " of " + check.subject().id());
                if (earlier != null) {
                    findings.add(new Finding(check.subject().id(), item, Problem.USED_TWICE, ERROR,
                        file + " is also the " + earlier));
                }
            });
        }
    }

    /** Copies under another name: between splits they make scores too good. */
    private void checkSharedVoxels() {
        Map<Long, SubjectCheck> users = new HashMap<>();
        for (SubjectCheck check : checks) {
            check.fingerprints().forEach((item, fingerprint) -> {
                SubjectCheck earlier = users.putIfAbsent(fingerprint, check);
                if (earlier != null && !sameFile(check, item, earlier)) {
                    boolean leak = earlier.subject().split() != check.subject().split();
                    findings.add(new Finding(check.subject().id(), item, Problem.USED_TWICE, leak ? ERROR : WARNING,
                        "has the same voxels as a scan of " + earlier.subject().id() + " ("
                            + earlier.subject().split().text() + ")"));
                }
            });
        }
    }

    private static boolean sameFile(SubjectCheck check, String item, SubjectCheck earlier) {
        Path file = real(check.subject().scans().get(item));
        return earlier.subject().scans().entrySet().stream()
            .filter(entry -> earlier != check || !entry.getKey().equals(item))
            .anyMatch(entry -> real(entry.getValue()).equals(file));
    }

    /** The file behind links; a missing one is itself. */
    private static Path real(Path file) {
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            return file; // it cannot be looked at, which its own check has told
        }
    }

    static String list(Collection<?> values) {
        String text = values.stream().limit(NAMES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return values.size() > NAMES_SHOWN ? text + ", …" : text;
    }
}
