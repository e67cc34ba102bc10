package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** With stand-ins for {@code nvidia-smi}. */
@DisabledOnOs(OS.WINDOWS)
class NvidiaProbeTest {

    private static final Duration PERIOD = Duration.ofMillis(100);

    @TempDir
    private Path dir;
    private Set<Long> before;

    @BeforeEach
    void lookAtChildren() {
        before = children();
    }

    @Test
    void linesBecomeValuesAndNoChildIsLeft() throws IOException {
        String program = StandIn.steady(dir);
        try (NvidiaProbe probe = NvidiaProbe.start(program, "0", PERIOD).orElseThrow()) {
            await(() -> read(probe)[Metric.GPU_UTIL_PCT.ordinal()] == 98);
            double[] values = read(probe);
            assertEquals(58, values[Metric.GPU_MEM_CONTROLLER_UTIL_PCT.ordinal()]);
            assertEquals(14280, values[Metric.GPU_MEM_USED_MIB.ordinal()]);
            assertEquals(66.99, values[Metric.GPU_POWER_W.ordinal()]);
            assertTrue(Double.isNaN(values[Metric.GPU_CLOCK_MHZ.ordinal()]), "it says [N/A]");
            Map<String, String> environment = new LinkedHashMap<>();
            await(() -> {
                probe.describe(environment);
                return !environment.isEmpty();
            });
            assertEquals(Map.of("gpu", "Tesla T4", "gpu_driver", "535.104"), environment);
        }
        assertNoChild();
    }

    @Test
    void oneThatHangsGivesNothingAndIsEnded() throws IOException {
        String program = StandIn.write(dir, "echo 98,58,14280,15360,66.99,69,1590,P0; exec sleep 600");
        try (NvidiaProbe probe = NvidiaProbe.start(program, "0", PERIOD).orElseThrow()) {
            await(() -> read(probe)[Metric.GPU_UTIL_PCT.ordinal()] == 98);
            await(() -> Double.isNaN(read(probe)[Metric.GPU_UTIL_PCT.ordinal()]));
        }
        assertNoChild();
    }

    @Test
    void oneThatHeedsNoSignalIsEndedAllTheSame() throws IOException {
        String program = StandIn.write(dir, "trap '' TERM; while true; do sleep 0.2; done");
        NvidiaProbe.start(program, "0", PERIOD).orElseThrow().close();
        assertNoChild();
    }

    @Test
    void oneThatDiesGivesNothing() throws IOException {
        String program = StandIn.write(dir, "echo NVIDIA-SMI has failed; echo no driver >&2; exit 9");
        try (NvidiaProbe probe = NvidiaProbe.start(program, "0", PERIOD).orElseThrow()) {
            await(() -> children().equals(before));
            assertTrue(Arrays.stream(read(probe)).allMatch(Double::isNaN));
        }
    }

    @Test
    void noneIsNoProbe() {
        assertEquals(Optional.empty(), NvidiaProbe.start(dir.resolve("none").toString(), "0", PERIOD));
    }

    private static double[] read(NvidiaProbe probe) {
        double[] values = new double[Metric.values().length];
        Arrays.fill(values, Double.NaN);
        probe.read(values);
        return values;
    }

    private void assertNoChild() {
        await(() -> before.containsAll(children()));
    }

    private static Set<Long> children() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    }

    /** Other work may keep the computer busy for long. */
    private static void await(BooleanSupplier holds) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "has not happened");
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
