package org.dawsonmri.measure;

import oshi.SystemInfo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Reads some of the metrics. Made, read and closed on the sampler's thread, where it may take its time. */
    interface Probe extends AutoCloseable {

        /** Puts what it knows at the moment into {@code values}; what it does not know stays NaN. */
        void read(double[] values);

        /**
         * Adds what its device is called, if it knows by now, to a description of the computer; called again and again.
         */
        void describe(Map<String, String> environment);

        @Override
        void close();
    }
}
