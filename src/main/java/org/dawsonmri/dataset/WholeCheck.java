package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.ALL;
import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Finding.Severity.ERROR;
import static org.dawsonmri.dataset.Finding.Severity.INFO;
import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.preprocess.BackgroundRange;
import org.dawsonmri.preprocess.ScanTraits.ScanBackground;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks across subjects, once every one was looked at by itself. */
final class WholeCheck {

    private static final int NAMES_SHOWN = 5;

    private final Dataset dataset;
    private final DatasetCheck.Options options;
    private final List<SubjectCheck> checks;
    private final List<Finding> findings = new ArrayList<>();

    WholeCheck(Dataset dataset, DatasetCheck.Options options, List<SubjectCheck> checks) {
        this.dataset = dataset;
        this.options = options;
        this.checks = checks;
    }

    List<Finding> findings() {
        checkSplits();
        checkSlices();
        checkChannels();
        findings.addAll(new LabelSetCheck(dataset, options, checks).findings());
        checkOrientations();
        checkBackgrounds();
        checkNames();
        findings.addAll(Leaks.listed(dataset.subjects()));
        findings.addAll(Leaks.copied(checks.stream()
            .map(check -> new Leaks.Seen(check.subject(), check.fingerprints())).toList()));
        return findings;
    }

    // -- What is for what --

    private void checkSplits() {
        if (dataset.labels().problem() != null) {
            findings.add(new Finding(ALL, LABEL, Problem.MISSING_LABEL, ERROR, dataset.labels().problem()));
        } else if (dataset.trainingSubjects().isEmpty()) {
            findings.add(new Finding(ALL, "", Problem.SPLITS, ERROR, RequiredFiles.NOTHING_TO_TRAIN_ON));
        } else if (!dataset.hasSplits()) {
            findings.add(new Finding(ALL, "", Problem.SPLITS, WARNING, "no subject has a split: all that have a label"
                + " are trained on and none is left to validate or test with; dawson split (Dawson Split Dataset...) deals"
                + " them out"));
        } else if (dataset.subjects(Split.VALIDATION).isEmpty()) {
            findings.add(new Finding(ALL, "", Problem.SPLITS, WARNING, "no subject has the split 'validation': the last"
                + " epoch's weights will be kept"));
        }
    }

    private void checkSlices() {
        Set<Subject> training = Set.copyOf(dataset.trainingSubjects());
        if (!training.isEmpty() && checks.stream().filter(check -> training.contains(check.subject()))
            .noneMatch(SubjectCheck::hasSlice)) {
            findings.add(new Finding(ALL, "", Problem.REFUSED, ERROR, "no axial slice of a training subject has pixels"
                + " that differ, so that a network of slices has nothing to learn from; train one of volumes"));
        }
    }

    private void checkChannels() {
        for (String modality : dataset.modalities()) {
            if (BidsName.isLabelWord(modality)) {
                findings.add(new Finding(ALL, modality, Problem.CHANNEL, WARNING, "is taken for a channel and has the"
                    + " name of a label; if it is one, choose the channels without it (--channels), or rename the column"));
            }
        }
    }

    /** NB: Windows and macOS keep one file for both. */
    private void checkNames() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        dataset.subjects().forEach(subject -> names.computeIfAbsent(subject.id().toLowerCase(Locale.ROOT),
            key -> new ArrayList<>()).add(subject.id()));
        names.values().stream().filter(same -> same.size() > 1).forEach(same -> findings.add(
            new Finding(same.get(1), "", Problem.NAMES, WARNING, "differs from " + same.get(0)
            + " in capital letters alone: their result files are"
                + " one file on Windows and macOS")));
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

    /** Each prepared subject against the training subjects, and these against each other, as training does it. */
    private void checkBackgrounds() {
        Set<Subject> learned = Set.copyOf(dataset.trainingSubjects());
        List<SubjectCheck> prepared = checks.stream().filter(check -> check.traits() != null).toList();
        List<SubjectCheck> training = prepared.stream().filter(check -> learned.contains(check.subject())).toList();
        for (int c = 0; c < dataset.modalities().size() && !training.isEmpty(); c++) {
            int channel = c;
            List<ScanBackground> backgrounds =
                training.stream().map(check -> check.traits().backgrounds().get(channel)).toList();
            List<Optional<String>> odd = BackgroundRange.odd(backgrounds);
            BackgroundRange range = BackgroundRange.of(backgrounds);
            for (SubjectCheck check : prepared) {
                int own = training.indexOf(check);
                (own >= 0 ? odd.get(own) : range.difference(check.traits().backgrounds().get(c)))
                    .ifPresent(text -> findings.add(new Finding(check.subject().id(), dataset.modalities().get(channel),
                        Problem.BACKGROUND, WARNING, text + "; prepare all scans alike")));
            }
        }
    }

    /** The first few of many. */
    static String list(Collection<?> values) {
        String text = values.stream().limit(NAMES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return values.size() > NAMES_SHOWN ? text + ", …" : text;
    }
}
