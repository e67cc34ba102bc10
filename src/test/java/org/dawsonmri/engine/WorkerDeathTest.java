package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Whether memory ran out or somebody killed the worker is told as far as the system tells. */
class WorkerDeathTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1 | memory ran out and the system ended what needed most; use a smaller batch or free memory
        0 | ended from outside, by a user or a queue system; the system itself ended nothing for lack of memory
          | out of memory, or ended from outside by a user or a queue system; if nobody ended it, use a smaller batch or \
        free memory
        """)
    void aKillIsExplainedAsFarAsTheSystemTells(Long kills, String reason) {
        WorkerDeath death = new WorkerDeath(137, new ErrorLog(), List.of(), dir.resolve("none"),
            kills == null ? OptionalLong.empty() : OptionalLong.of(kills));
        assertEquals("the worker was killed (exit 137: " + reason + "); what was saved before (in a training: the last "
            + "checkpoint) is kept", death.explain().getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings =
        {"2026-11-30 19:44:59.000000: F tensorflow/core/framework/tensor.cc:852] Check failed: words",
        "F0000 00:00:1796066451.951165   13420 status.cc:12] words"})
    void nativeCodesLastWordsAreTold(String line) {
        ErrorLog log = new ErrorLog();
        for (String each : List.of("2026-11-30 19:44:58.385436: I tensorflow/core/util/port.cc:153] on", line,
            "*** Check failure stack trace: ***", "    @     0x7f  absl::LogMessage")) {
            log.add(each);
        }
        String message = new WorkerDeath(134, log, List.of(), dir.resolve("none"), OptionalLong.empty()).explain()
            .getMessage();
        assertTrue(message.endsWith("is kept; it said: " + line), message);
    }

    @Test
    void linuxCountsItsKills() throws IOException {
        Path counters = Files.writeString(dir.resolve("vmstat"), "drop_slab 7\noom_kill 3\nunevictable_pgs 0\n");
        MemoryKills before = MemoryKills.at(counters);
        assertEquals(OptionalLong.of(0), before.since());
        Files.writeString(counters, "drop_slab 9\noom_kill 5\n");
        assertEquals(OptionalLong.of(2), before.since());
    }

    @Test
    void whoDoesNotCountDoesNotTell() throws IOException {
        assertTrue(MemoryKills.at(dir.resolve("none")).since().isEmpty());
        Path old = Files.writeString(dir.resolve("vmstat"), "drop_slab 7\n");
        assertTrue(MemoryKills.at(old).since().isEmpty());
    }
}
