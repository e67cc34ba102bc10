package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class RaplProbeTest {

    @TempDir
    private Path powercap;

    @Test
    void packagesAddUpAndCountersTurnOver() throws IOException, InterruptedException {
        zone("intel-rapl:0", "package-0", 900_000_000L);
        zone("intel-rapl:1", "package-1", 100);
        zone("intel-rapl:2", "psys", 0);
        long before = System.nanoTime();
        try (RaplProbe probe = new RaplProbe(powercap)) {
            energy("intel-rapl:0", 400_000_000L); // 500 J: over its range of 1000 J once
            energy("intel-rapl:1", 100_000_100L); // 100 J
            energy("intel-rapl:2", 999_000_000L); // would count the packages twice
            Thread.sleep(100);
            double watts = read(probe);
            long end = System.nanoTime();
            assertTrue(watts * (end - before) / 1e9 >= 600, watts + " W are not 600 J");
            assertTrue(watts <= 6000, watts + " W for at least a tenth of a second are more than 600 J");
            assertEquals(0, read(probe), "nothing was used since");
            Files.delete(powercap.resolve("intel-rapl:1/energy_uj"));
            assertTrue(Double.isNaN(read(probe)), "half of the energy is none");
        }
    }

    @Test
    void noCountersNoPower() {
        try (RaplProbe probe = new RaplProbe(powercap.resolve("none"))) {
            assertTrue(Double.isNaN(read(probe)));
        }
    }

    private void zone(String name, String kind, long microjoules) throws IOException {
        Path zone = Files.createDirectory(powercap.resolve(name));
        Files.writeString(zone.resolve("name"), kind + "\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), "1000000000\n");
        energy(name, microjoules);
    }

    private void energy(String zone, long microjoules) throws IOException {
        Files.writeString(powercap.resolve(zone).resolve("energy_uj"), microjoules + "\n");
    }

    private static double read(RaplProbe probe) {
        double[] values = new double[Metric.values().length];
        Arrays.fill(values, Double.NaN);
        probe.read(values);
        return values[Metric.CPU_PACKAGE_POWER_W.ordinal()];
    }
}
