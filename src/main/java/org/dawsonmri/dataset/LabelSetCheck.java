package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.ALL;
import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Finding.Severity.ERROR;
import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at which labels which subjects have. */
public final class LabelSetCheck {

    private final DatasetCheck.Options options;
    private final List<SubjectCheck> labelled;
    private final List<SubjectCheck> training;
    private final List<SubjectCheck> validation;
    private final boolean complete;
    private final List<Finding> findings = new ArrayList<>();

    LabelSetCheck(Dataset dataset, DatasetCheck.Options options, List<SubjectCheck> checks) {
        Set<Subject> learned = Set.copyOf(dataset.trainingSubjects());
        this.options = options;
        this.labelled = checks.stream().filter(check -> !check.summary().labelVoxels().isEmpty()).toList();
        this.training = labelled.stream().filter(check -> learned.contains(check.subject())).toList();
        this.validation = labelled.stream().filter(check -> check.subject().split() == Split.VALIDATION).toList();
        this.complete = training.size() == learned.size();
    }

    List<Finding> findings() {
        SortedSet<Integer> trained = values(training);
        if (complete && !training.isEmpty()) {
            TrainingLabels.problem(trained).ifPresent(problem -> findings.add(new Finding(ALL, LABEL, trained.isEmpty()
                ? Problem.EMPTY_MASK : Problem.UNEXPECTED_LABELS, ERROR, problem)));
        }
        if (!validation.isEmpty() && values(validation).isEmpty()) {
            findings.add(new Finding(ALL, LABEL, Problem.EMPTY_MASK, WARNING,
                "the subjects of the split 'validation' have"
                + " no labelled voxel, so that no Dice says which epoch is best; add one who has"));
        }
        unexpected(trained);
        Map<Integer, List<String>> owners = owners();
        if (!separate(owners)) {
            rare(owners);
        }
        return findings;
    }

    // -- Helper methods --

    /** Allowed is what the options say, else what there is to learn from. */
    private void unexpected(SortedSet<Integer> trained) {
        boolean declared = !options.labels().isEmpty();
        if (!declared && trained.isEmpty()) {
            return;
        }
        SortedSet<Integer> allowed = new TreeSet<>(declared ? options.labels() : trained);
        allowed.add(0);
        for (SubjectCheck check : labelled) {
            SortedSet<Integer> others = values(List.of(check));
            others.removeAll(allowed);
            if (!others.isEmpty()) {
                findings.add(new Finding(check.subject().id(), LABEL, Problem.UNEXPECTED_LABELS,
                    declared ? ERROR : WARNING,
                    "label " + WholeCheck.list(others) + (declared ? " is not among " + WholeCheck.list(allowed)
                        : " occurs in no training subject and counts as background; those have "
                            + WholeCheck.list(allowed))));
            }
        }
    }

    /** The subjects of each label. */
    private Map<Integer, List<String>> owners() {
        Map<Integer, List<String>> owners = new TreeMap<>();
        labelled.forEach(check -> values(List.of(check)).forEach(label ->
            owners.computeIfAbsent(label, key -> new ArrayList<>()).add(check.subject().id())));
        return owners;
    }

    private void rare(Map<Integer, List<String>> owners) {
        owners.forEach((label, subjects) -> {
            if (subjects.size() == 1 && labelled.size() > 1) {
                findings.add(new Finding(subjects.get(0), LABEL, Problem.RARE_LABEL, WARNING,
                    "label " + label + " occurs in this subject only, of " + labelled.size()));
            }
        });
    }

    /** Sets of labels of which no subject has some of both; true if there are several. */
    private boolean separate(Map<Integer, List<String>> owners) {
        Map<Integer, Integer> group = new HashMap<>();
        owners.keySet().forEach(label -> group.put(label, label));
        for (SubjectCheck check : labelled) {
            SortedSet<Integer> own = values(List.of(check));
            Set<Integer> joined = own.stream().map(group::get).collect(Collectors.toSet());
            if (joined.size() > 1) {
                int common = Collections.min(joined);
                group.replaceAll((label, old) -> joined.contains(old) ? common : old);
            }
        }
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        owners.keySet().forEach(label -> groups.computeIfAbsent(group.get(label), key -> new ArrayList<>()).add(label));
        if (groups.size() < 2) {
            return false;
        }
        String text = groups.values().stream().map(labels -> WholeCheck.list(labels) + " ("
            + WholeCheck.list(labels.stream().flatMap(label -> owners.get(label).stream()).distinct().toList()) + ")")
            .collect(Collectors.joining(" and "));
        findings.add(new Finding(ALL, LABEL, Problem.SEPARATE_LABELS, WARNING, "no subject has labels of both kinds, "
            + text + ", which are learned as different classes; if they mean the same, give them one number"));
        return true;
    }

    /** Labels other than 0 that occur. */
    private static SortedSet<Integer> values(List<SubjectCheck> checks) {
        SortedSet<Integer> values = new TreeSet<>();
        checks.forEach(check -> values.addAll(check.summary().labelVoxels().keySet()));
        values.remove(0);
        return values;
    }

    /** What training can make of the labels of its subjects. */
    public static final class TrainingLabels {

        private static final int MOST_CLASSES = Byte.MAX_VALUE;

        private TrainingLabels() {
        }

        /**
         * Why training refuses them; empty if it does not.
         *
         * @param values all labels but 0 that training subjects have
         */
        public static Optional<String> problem(SortedSet<Integer> values) {
            if (values.isEmpty()) {
                return Optional.of("all training labels are empty (0 everywhere); there is nothing to learn");
            }
            return values.size() <= MOST_CLASSES ? Optional.empty() : Optional.of("the training labels have "
                + values.size() + " different values; at most " + MOST_CLASSES
                + " classes can be trained (is one of them a scan?)");
        }
    }
}
