package org.dawsonmri.evaluate;

import org.dawsonmri.Attempts;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.runtime.Threads;
import org.dawsonmri.score.Scores;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Reads and measures cases, several at a time. */
final class CaseRunner {

    /** Room for one pair of 256³ scans with its masks, lesions and distances; fewer at a time if the heap is small. */
    private static final long BYTES_PER_CASE = 3L << 29;

    private final Classes classes;
    private final Scores scores;
    private final Progress progress;

    CaseRunner(Classes classes, Scores scores, Progress progress) {
        this.classes = classes;
        this.scores = scores;
        this.progress = progress;
    }

    /** The results in the order of the cases. A case that cannot be compared is one of them. */
    List<CaseResult> run(List<Case> cases) {
        CaseResult[] results = new CaseResult[cases.size()];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        // NB: each of these takes one case after the other. A stream over the cases would hold more of them in memory,
        // since a thread that waits for the parts of one would begin another.
        IntStream.range(0, atATime(cases.size())).parallel().forEach(lane -> {
            for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
                results[i] = tryMeasure(cases.get(i));
                progress.update(done.incrementAndGet(), cases.size(), "cases");
            }
        });
        return Arrays.asList(results);
    }

    /** @throws DawsonException if the case cannot be compared */
    CaseResult measure(Case pair) {
        progress.checkCancelled();
        Volume reference = read(pair.reference());
        Volume prediction = read(pair.prediction());
        ClassProbabilities maps =
            pair.probabilities() == null ? null : ClassProbabilities.open(pair.probabilities(), progress);
        progress.checkCancelled();
        return CaseResult.measure(pair.name(), reference, prediction, maps, classes, scores, progress);
    }

    private CaseResult tryMeasure(Case each) {
        progress.checkCancelled();
        if (each.problem() != null) {
            return CaseResult.failed(each.name(), each.problem());
        }
        return Attempts.attempt(each.prediction() + " against " + each.reference(), () -> measure(each),
            reason -> CaseResult.failed(each.name(), reason));
    }

    private Volume read(Path file) {
        return NiftiReader.read(file, progress);
    }

    private static int atATime(int cases) {
        long byMemory = Math.max(1, Runtime.getRuntime().maxMemory() / BYTES_PER_CASE);
        return (int) Math.min(Math.min(cases, Threads.count()), byMemory);
    }
}
