package org.dawsonmri.evaluate;

import org.dawsonmri.Batch;
import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.evaluate.score.Scores;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
        ExecutorService executor = Executors.newFixedThreadPool(threads(cases.size()));
        AtomicInteger done = new AtomicInteger();
        try {
            List<Future<CaseResult>> futures = new ArrayList<>();
            for (Case each : cases) {
                futures.add(executor.submit(() -> {
                    CaseResult result = tryMeasure(each);
                    progress.update(done.incrementAndGet(), cases.size(), "cases");
                    return result;
                }));
            }
            List<CaseResult> results = new ArrayList<>();
            for (Future<CaseResult> future : futures) {
                results.add(get(future));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
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
        return Batch.attempt(each.prediction() + " against " + each.reference(), () -> measure(each),
            reason -> CaseResult.failed(each.name(), reason));
    }

    private Volume read(Path file) {
        return NiftiReader.read(file, progress);
    }

    private static int threads(int cases) {
        long byMemory = Math.max(1, Runtime.getRuntime().maxMemory() / BYTES_PER_CASE);
        return (int) Math.min(Math.min(cases, Runtime.getRuntime().availableProcessors()), byMemory);
    }

    private static CaseResult get(Future<CaseResult> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
