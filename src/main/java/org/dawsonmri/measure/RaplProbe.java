package org.dawsonmri.measure;

import org.dawsonmri.FileName;
import org.dawsonmri.measure.Probes.Probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The energy of CPU packages as Linux counts it (RAPL, {@code /sys/class/powercap}). Newer kernels let only root read
 * it; then there is no power, and nothing else changes.
 */
final class RaplProbe implements Probe {

    static final Path POWERCAP = Path.of("/sys/class/powercap");

    private static final String ENERGY = "energy_uj";

    private final List<Counter> counters = new ArrayList<>();
    private long nanos;

    /** @param powercap folder with an {@code intel-rapl:N} for each package; need not exist */
    RaplProbe(Path powercap) {
        if (!Files.isDirectory(powercap)) {
            return;
        }
        try (Stream<Path> zones = Files.list(powercap)) {
            for (Path zone : zones.filter(z -> FileName.of(z).matches("intel-rapl:\\d+")).toList()) {
                if (Files.isReadable(zone.resolve(ENERGY))
                    && Files.readString(zone.resolve("name")).startsWith("package")) {
                    counters.add(new Counter(zone));
                }
            }
            nanos = System.nanoTime();
        } catch (IOException | NumberFormatException notReadable) {
            counters.clear();
        }
    }

    @Override
    public void read(double[] values) {
        if (counters.isEmpty()) {
            return;
        }
        try {
            double joules = 0;
            for (Counter counter : counters) {
                joules += counter.advance() / 1e6;
            }
            long now = System.nanoTime();
            values[Metric.CPU_PACKAGE_POWER_W.ordinal()] = joules / ((now - nanos) / 1e9);
            nanos = now;
        } catch (IOException | NumberFormatException gone) {
            counters.clear();
        }
    }

    @Override
    public void describe(Map<String, String> environment) {
        environment.put("cpu_energy_counters", Integer.toString(counters.size()));
    }

    @Override
    public void close() {
        counters.clear();
    }

    /** Microjoules of one package, which begin again at 0 after their largest value. */
    private static final class Counter {
        private final Path file;
        private final long range;
        private long last;

        Counter(Path zone) throws IOException {
            file = zone.resolve(ENERGY);
            range = number(zone.resolve("max_energy_range_uj"));
            last = number(file);
        }

        long advance() throws IOException {
            long now = number(file);
            long delta = now >= last ? now - last : now - last + range;
            last = now;
            return delta;
        }

        private static long number(Path file) throws IOException {
            return Long.parseLong(Files.readString(file).trim());
        }
    }
}
