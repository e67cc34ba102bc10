package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.ALL;
import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.dawsonmri.dataset.DatasetReport.SubjectSummary;

/** Looks for labels that are to be there and are nowhere. */
final class AbsentLabelCheck {

    private AbsentLabelCheck() {
    }

    /** One finding for all that the options name and no training subject has. */
    static List<Finding> findings(Dataset dataset, DatasetCheck.Options options, List<SubjectSummary> subjects) {
        SortedSet<Integer> absent = new TreeSet<>(options.labels());
        absent.remove(0);
        List<String> training = dataset.trainingSubjects().stream().map(Subject::id).toList();
        subjects.stream().filter(subject -> training.contains(subject.subject()))
            .forEach(subject -> absent.removeAll(subject.labelVoxels().keySet()));
        return absent.isEmpty() ? List.of() : List.of(new Finding(ALL, LABEL, Problem.ABSENT_LABEL, WARNING,
            "no training subject has a voxel of label " + WholeCheck.list(absent) + "; no network can learn it"));
    }
}
