package org.dawsonmri.dataset;

import org.dawsonmri.Batch;
import org.dawsonmri.Progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds what would spoil a training or a score before hours go into it: {@link Problem} lists what is looked for.
 *
 * <pre>{@code
 * DatasetReport report = DatasetCheck.check(Dataset.read(folder), CheckOptions.defaults(), Progress.NONE);
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
    public static DatasetReport check(Dataset dataset, CheckOptions options, Progress progress) {
        int total = dataset.subjects().size();
        AtomicInteger done = new AtomicInteger();
        List<SubjectCheck> checks = dataset.subjects().parallelStream().map(subject -> {
            progress.checkCancelled();
            SubjectCheck check = new SubjectCheck(subject, options, progress);
            Batch.attempt(subject.id(), () -> check.run(dataset), check::failed);
            progress.update(done.incrementAndGet(), total, "subjects");
            return check;
        }).toList();
        rehearse(checks, dataset, progress);
        List<Finding> findings = new ArrayList<>();
        checks.forEach(check -> findings.addAll(check.findings()));
        findings.addAll(new WholeCheck(dataset, options, checks).findings());
        return new DatasetReport(dataset, checks.stream().map(SubjectCheck::summary).toList(), findings);
    }

    private static void rehearse(List<SubjectCheck> checks, Dataset dataset, Progress progress) {
        long each = checks.stream().mapToLong(SubjectCheck::memory).max().orElse(0);
        long room = each == 0 ? 1 : Runtime.getRuntime().maxMemory() / 2 / each;
        Semaphore memory = new Semaphore((int) Math.max(1, Math.min(room, Runtime.getRuntime().availableProcessors())));
        checks.parallelStream().forEach(check -> {
            memory.acquireUninterruptibly();
            try {
                progress.checkCancelled();
                check.rehearse(dataset);
            } finally {
                memory.release();
            }
        });
    }
}
