package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.measure.Benchmark.Phase;
import org.dawsonmri.measure.Benchmark.Plan;
import org.dawsonmri.measure.Benchmark.Result;
import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Measurements of a network that takes milliseconds. */
@Tag("slow")
class BenchmarkTest {

    private static final List<Phase> PHASES = List.of(Phase.TRAIN, Phase.INFERENCE);

    @TempDir
    private Path folder;

    @Test
    void everyPhaseAndPrecisionHasAResult() {
        List<Result> results = Benchmark.run(plan(PHASES, Precision.FLOAT32, Precision.BFLOAT16), null, Progress.NONE);
        assertEquals(List.of("TRAIN FLOAT32", "TRAIN BFLOAT16", "INFERENCE FLOAT32", "INFERENCE BFLOAT16"),
            results.stream().map(r -> r.phase() + " " + r.precision()).toList());
        for (Result r : results) {
            assertEquals(4, r.batchSize());
            assertEquals(List.of(32, 64), r.size(), "30 is no multiple of 4");
            assertTrue(r.secondsPerStep() > 1e-5 && r.secondsPerStep() < 60, "takes " + r.secondsPerStep());
            assertEquals(4 / r.secondsPerStep(), r.imagesPerSecond(), 1e-9);
            assertTrue(Double.isNaN(r.waitingShare()));
            assertTrue(r.peakBytes() > 50 << 20, "a JVM with TensorFlow in " + r.peakBytes() + " bytes");
        }
    }

    @Test
    void autoGivesTheFasterOne() {
        List<Result> results = Benchmark.run(plan(List.of(Phase.INFERENCE), Precision.AUTO), null, Progress.NONE);
        assertEquals(1, results.size());
        assertTrue(results.get(0).precision() != Precision.AUTO);
    }

    @Test
    void aDatasetDecidesOnTheSlicesAndIsWaitedFor() {
        List<Result> results = Benchmark.run(plan(PHASES, Precision.FLOAT32), BlobDataset.dataset(folder),
            Progress.NONE);
        assertEquals(2, results.size());
        for (Result r : results) {
            assertEquals(List.of(20, 16), r.size());
            assertTrue(r.waitingShare() >= 0 && r.waitingShare() <= 1, "waited for " + r.waitingShare());
        }
    }

    @Test
    void canBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void event(Event event) {
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class,
            () -> Benchmark.run(plan(PHASES, Precision.FLOAT32), null, cancelled));
    }

    @Test
    void peakIsOfWhatWasThereSinceTheReset() {
        boolean fresh = PeakMemory.reset();
        long before = PeakMemory.bytes();
        ByteBuffer memory = ByteBuffer.allocateDirect(200 << 20);
        for (int i = 0; i < memory.capacity(); i += 1024) {
            memory.put(i, (byte) 1);
        }
        long grown = PeakMemory.bytes() - before;
        assertTrue(!fresh || grown > 150 << 20, "grown by " + grown + ", last byte " + memory.get(1024));
    }

    private static Plan plan(List<Phase> phases, Precision... precisions) {
        return new Plan(BlobDataset.config(1), 2, 1, List.of(30, 64), phases, List.of(precisions), 3);
    }
}
