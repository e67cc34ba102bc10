package org.dawsonmri.measure;

import org.dawsonmri.measure.Probes.Probe;

import oshi.SystemInfo;
import oshi.hardware.GpuStats;
import oshi.hardware.GraphicsCard;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The graphics card with the most memory as OSHI reads it: Apple's, AMD's, and others where the system tells. */
final class GraphicsProbe implements Probe {

    private static final double MIB = 1 << 20;

    private final GraphicsCard card;
    private final GpuStats stats;

    private GraphicsProbe(GraphicsCard card) {
        this.card = card;
        this.stats = card.createStatsSession();
        stats.getGpuUtilization(); // it is a difference to the call before
    }

    /** Looks for a card. */
    static Optional<GraphicsProbe> find(SystemInfo system) {
        return system.getHardware().getGraphicsCards().stream()
            .max(Comparator.comparingLong(GraphicsCard::getVRam)).map(GraphicsProbe::new);
    }

    @Override
    public void read(double[] values) {
        set(values, Metric.GPU_UTIL_PCT, stats.getGpuUtilization(), 1);
        set(values, Metric.GPU_MEM_USED_MIB, stats.getVramUsed(), MIB);
        set(values, Metric.GPU_TEMPERATURE_C, stats.getTemperature(), 1);
        set(values, Metric.GPU_POWER_W, stats.getPowerDraw(), 1);
        set(values, Metric.GPU_CLOCK_MHZ, stats.getCoreClockMhz(), 1);
        // NB: a card that tells nothing of itself may still have a size in its name plate.
        if (!Double.isNaN(values[Metric.GPU_MEM_USED_MIB.ordinal()]) && card.getVRam() > 0) {
            set(values, Metric.GPU_MEM_TOTAL_MIB, card.getVRam(), MIB);
        }
    }

    @Override
    public void describe(Map<String, String> environment) {
        environment.put("gpu", card.getName());
        environment.put("gpu_driver", card.getVersionInfo());
    }

    @Override
    public void close() {
        stats.close();
    }

    /** OSHI's word for "not known" is -1. */
    private static void set(double[] values, Metric metric, double value, double unit) {
        if (value >= 0) {
            values[metric.ordinal()] = value / unit;
        }
    }
}
