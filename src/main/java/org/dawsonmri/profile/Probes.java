package org.dawsonmri.profile;

import oshi.SystemInfo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The probes that this computer has. */
final class Probes {

    /** How often {@code nvidia-smi} prints a line. */
    private static final Duration GPU_PERIOD = Duration.ofMillis(500);

    private Probes() {
    }

    /** @param period how often they will be read */
    static List<Probe> open(Duration period) {
        SystemInfo system = new SystemInfo();
        List<Probe> probes = new ArrayList<>();
        probes.add(new ProcessProbe(system));
        probes.add(new RaplProbe(RaplProbe.POWERCAP));
        Optional<? extends Probe> gpu = NvidiaProbe.start(period.compareTo(GPU_PERIOD) < 0 ? period : GPU_PERIOD);
        if (gpu.isEmpty()) {
            gpu = GraphicsProbe.find(system);
        }
        gpu.ifPresent(probes::add);
        return probes;
    }
}
