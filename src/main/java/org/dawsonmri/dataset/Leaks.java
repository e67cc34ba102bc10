package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Finding.Severity.ERROR;
import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Finding.Severity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is in a dataset twice. Between splits that makes scores too good, since a network that has learned from somebody
 * once is not tested by seeing them again: an error of the check, and a warning of a training.
 */
public final class Leaks {

    private static final int SHOWN = 3;

    /**
     * A subject whose files were read.
     *
     * @param fingerprints of what its files show, by modality and {@value Finding#LABEL}
     */
    public record Seen(Subject subject, Map<String, Long> fingerprints) {
    }

    private Leaks() {
    }

    /** What the table says: people in several splits, and files that are used twice. */
    public static List<Finding> listed(List<Subject> subjects) {
        List<Finding> findings = people(subjects);
        findings.addAll(files(subjects));
        return findings;
    }

    /** The same voxels under different names. */
    public static List<Finding> copied(List<Seen> subjects) {
        List<Finding> findings = new ArrayList<>();
        Map<Long, Seen> users = new HashMap<>();
        Map<Long, String> items = new HashMap<>();
        for (Seen seen : subjects) {
            seen.fingerprints().forEach((item, fingerprint) -> {
                Seen earlier = users.putIfAbsent(fingerprint, seen);
                String earlierItem = items.putIfAbsent(fingerprint, item);
                if (earlier != null && isNews(earlier.subject(), earlierItem, seen.subject(), item)) {
                    findings.add(new Finding(seen.subject().id(), item, Problem.USED_TWICE, item.equals(LABEL)
                        ? WARNING : severity(earlier.subject(), seen.subject()),
                        "has the same voxels as the " + earlierItem + " of " + earlier.subject().id() + " ("
                        + earlier.subject().split().text() + ")"));
                }
            });
        }
        return findings;
    }

    /** Tells a training. */
    public static void warn(List<Finding> findings, Path source, Progress progress) {
        for (Finding finding : findings.subList(0, Math.min(SHOWN, findings.size()))) {
            progress.warning(source + ": " + finding.subject() + ": " + (finding.item().isEmpty() ? ""
                : finding.item() + " ") + finding.detail());
        }
        if (findings.size() > SHOWN) {
            progress.warning(source + ": " + (findings.size() - SHOWN)
                + " more such findings; dawson check (Dawson Check Dataset...) lists them");
        }
    }

    // -- Helper methods --

    private static List<Finding> people(List<Subject> subjects) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Subject> first = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            if (subject.split() != Split.NONE) {
                Subject earlier = first.putIfAbsent(subject.person().toLowerCase(Locale.ROOT), subject);
                if (earlier != null && earlier.split() != subject.split()) {
                    findings.add(new Finding(subject.id(), "", Problem.LEAK, ERROR, "in the split '"
                        + subject.split().text() + "' is of the same person (" + subject.person() + ") as "
                        + earlier.id() + " in '" + earlier.split().text() + "'; put all of a person into one split"
                        + " (dawson split does), or correct the column 'person'"));
                }
            }
        }
        return findings;
    }

    private static List<Finding> files(List<Subject> subjects) {
        List<Finding> findings = new ArrayList<>();
        Map<Path, Subject> users = new HashMap<>();
        Map<Path, String> items = new HashMap<>();
        for (Subject subject : subjects) {
            Map<String, Path> files = new LinkedHashMap<>(subject.scans());
            if (subject.label() != null) {
                files.put(LABEL, subject.label());
            }
            files.forEach((item, file) -> {
                Path real = real(file);
                Subject earlier = users.putIfAbsent(real, subject);
                String earlierItem = items.putIfAbsent(real, item);
                // A label that is its own scan is another matter.
                if (earlier != null && !(earlier == subject && item.equals(LABEL))) {
                    findings.add(new Finding(subject.id(), item, Problem.USED_TWICE, severity(earlier, subject), file
                        + " is also the " + earlierItem + " of " + earlier.id()));
                }
            });
        }
        return findings;
    }

    private static Severity severity(Subject earlier, Subject subject) {
        return earlier.split() != subject.split() && earlier.split() != Split.NONE && subject.split() != Split.NONE
            ? ERROR : WARNING;
    }

    /** False for what another rule tells: one file in two places, and a label that is its own scan. */
    private static boolean isNews(Subject earlier, String earlierItem, Subject subject, String item) {
        boolean ownLabel = earlier == subject && item.equals(LABEL);
        return !ownLabel && !real(file(earlier, earlierItem)).equals(real(file(subject, item)));
    }

    private static Path file(Subject subject, String item) {
        return item.equals(LABEL) ? subject.label() : subject.scans().get(item);
    }

    /** The file behind links; a missing one is itself. */
    private static Path real(Path file) {
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            return file; // it cannot be looked at, which its own check tells
        }
    }
}
