package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Statistics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import oshi.SystemInfo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Readings of this process against what the system itself says. */
class ProcessProbeTest {

    private static final double GB = 1 << 30;

    /**
     * A thread that is busy for as long as the scheduler lets it. The probe has to read 100 ± 15 % of the share of a
     * core that the thread got, which is all of it on an idle computer; those that run tests are seldom idle.
     */
    @Test
    void aBusyThreadIsOneCore() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ProcessProbe probe = new ProcessProbe(new SystemInfo());
        double percent = 0;
        double x = 1;
        for (int attempt = 0; attempt < 5 && Math.abs(percent - 100) > 15; attempt++) {
            read(probe);
            long start = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            while (threads.getCurrentThreadCpuTime() - cpu < 1_000_000_000L) {
                x = Math.sin(x) + 1;
            }
            double measured = read(probe)[Metric.CPU_PCT_OF_ONE_CORE.ordinal()];
            double got = (double) (threads.getCurrentThreadCpuTime() - cpu) / (System.nanoTime() - start);
            percent = measured / got;
        }
        assertTrue(x > 0);
        assertEquals(100, percent, 15);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void residentMemoryIsTheKernels() throws IOException {
        byte[] ballast = new byte[100 << 20];
        Arrays.fill(ballast, (byte) 1);
        double[] values = read(new ProcessProbe(new SystemInfo()));
        double kernels = Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / GB).sum();
        double rss = values[Metric.RSS_GB.ordinal()];
        assertEquals(kernels, rss, 0.1 * kernels);
        assertTrue(values[Metric.VIRT_GB.ordinal()] > rss && rss > ballast.length / GB);
        assertTrue(values[Metric.SYSTEM_MEMORY_USED_GB.ordinal()] > 0);
        assertTrue(values[Metric.JVM_HEAP_GB.ordinal()] >= ballast.length / GB);
    }

    /** Under 1 % of a core at two samples a second; here there are ten. */
    @Test
    void samplingCostsLittle() throws InterruptedException {
        ProbeSampler sampler = new ProbeSampler(Duration.ofMillis(100), () ->
            List.of(new ProcessProbe(new SystemInfo())));
        Thread.sleep(1_500);
        sampler.close();
        double[] costs = sampler.samples().stream().mapToDouble(s -> s.get(Metric.SAMPLER_CPU_PCT_OF_ONE_CORE))
            .toArray();
        assertTrue(Statistics.of(costs).n() > 2, Arrays.toString(costs));
        assertTrue(Statistics.of(costs).median() / 5 < 1, Arrays.toString(costs));
    }

    private static double[] read(ProcessProbe probe) {
        double[] values = new double[Metric.values().length];
        Arrays.fill(values, Double.NaN);
        probe.read(values);
        return values;
    }
}
