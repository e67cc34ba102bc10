package org.dawsonmri.dataset;

import static org.dawsonmri.dataset.Finding.ALL;
import static org.dawsonmri.dataset.Finding.LABEL;
import static org.dawsonmri.dataset.Finding.Severity.WARNING;

import org.dawsonmri.Attempts;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.DatasetReport.SubjectSummary;
import org.dawsonmri.volume.GridRule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds what would spoil a training or a score before hours go into it: {@link Problem} lists what is looked for.
 *
 * <pre>{@code
 * DatasetReport report = DatasetCheck.check(Dataset.read(folder), Options.defaults(), Progress.NONE);
 * }</pre>
 *
 * <p>Subjects are looked at in parallel. Every file is read in blocks; those that are learned from are then prepared as
 * training does, no more at a time than memory has room for.
 */
public final class DatasetCheck {

    private DatasetCheck() {
    }

    /**
     * Checks all subjects, then the dataset as a whole. Blocks.
     *
     * @throws org.dawsonmri.CancelledException if {@code progress} says so
     */
    public static DatasetReport check(Dataset dataset, Options options, Progress progress) {
        int total = dataset.subjects().size();
        AtomicInteger done = new AtomicInteger();
        int room = megabytes(Runtime.getRuntime().maxMemory() / 2);
        Semaphore memory = new Semaphore(room);
        List<SubjectCheck> checks = dataset.subjects().parallelStream().map(subject -> {
            progress.checkCancelled();
            SubjectCheck check = new SubjectCheck(subject, options, progress);
            Attempts.attempt(subject.id(), () -> check.run(dataset), check::failed);
            int own = Math.min(room, megabytes(check.memory()));
            memory.acquireUninterruptibly(own);
            try {
                check.rehearse(dataset);
            } finally {
                memory.release(own);
            }
            progress.update(done.incrementAndGet(), total, "subjects");
            return check;
        }).toList();
        List<Finding> findings = new ArrayList<>();
        checks.forEach(check -> findings.addAll(check.findings()));
        findings.addAll(new WholeCheck(dataset, options, checks).findings());
        List<SubjectSummary> subjects = checks.stream().map(SubjectCheck::summary).toList();
        findings.addAll(SpacingCheck.findings(dataset, subjects));
        findings.addAll(AbsentLabels.findings(dataset, options, subjects));
        return new DatasetReport(dataset, subjects, findings);
    }

    private static int megabytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + (bytes >> 20));
    }

    /**
     * What the dataset check tolerates.
     *
     * @param grid which scans and labels of a subject lie in one grid
     * @param labels the labels that may occur, 0 among them or not; empty: those of the training subjects
     */
    public record Options(GridRule grid, SortedSet<Integer> labels) {

        public Options {
            labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        }

        /** Less than a voxel apart, any labels. */
        public static Options defaults() {
            return new Options(GridRule.VOXEL, new TreeSet<>());
        }

        /** The same with another rule for grids. */
        public Options with(GridRule rule) {
            return new Options(rule, labels);
        }

        /** The same with other allowed labels. */
        public Options withLabels(SortedSet<Integer> allowed) {
            return new Options(grid, allowed);
        }
    }

    /** Looks for labels that are to be there and are nowhere. */
    static final class AbsentLabels {

        private AbsentLabels() {
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
}
