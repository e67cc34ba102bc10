package org.dawsonmri.measure;

import org.dawsonmri.measure.Probes.Probe;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.Sensors;
import oshi.software.os.OSProcess;

import java.lang.management.ManagementFactory;
import java.util.Map;

/** This process and the computer it runs on, as OSHI reads them on Linux, macOS and Windows. */
final class ProcessProbe implements Probe {

    private static final double GB = 1 << 30;

    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final Sensors sensors;
    private final OSProcess process;
    private final int cores;
    /** OSHI starts other programs again and again to look for a sensor that is not there. */
    private final boolean hasTemperature;
    private long[] systemTicks;
    private long processMillis;
    private long nanos;

    ProcessProbe(SystemInfo system) {
        HardwareAbstractionLayer hardware = system.getHardware();
        processor = hardware.getProcessor();
        memory = hardware.getMemory();
        sensors = hardware.getSensors();
        process = system.getOperatingSystem().getProcess((int) ProcessHandle.current().pid());
        cores = processor.getLogicalProcessorCount();
        hasTemperature = sensors.getCpuTemperature() > 0;
    }

    @Override
    public void read(double[] values) {
        readCpu(values);
        double rss = process.getResidentMemory() / GB;
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / GB;
        set(values, Metric.RSS_GB, rss);
        set(values, Metric.VIRT_GB, process.getVirtualSize() / GB);
        set(values, Metric.JVM_HEAP_GB, heap);
        // Some of the used heap may not be in RAM; a share below zero would only confuse.
        set(values, Metric.NATIVE_GB, Math.max(0, rss - heap));
        set(values, Metric.SYSTEM_MEMORY_USED_GB, (memory.getTotal() - memory.getAvailable()) / GB);
        double celsius = hasTemperature ? sensors.getCpuTemperature() : 0;
        if (celsius > 0) {
            set(values, Metric.CPU_TEMPERATURE_C, celsius);
        }
    }

    @Override
    public void describe(Map<String, String> environment) {
        environment.put("cpu", processor.getProcessorIdentifier().getName().trim());
        environment.put("logical_cores", Integer.toString(cores));
        environment.put("physical_cores", Integer.toString(processor.getPhysicalProcessorCount()));
        environment.put("ram_gb", String.format(java.util.Locale.ROOT, "%.1f", memory.getTotal() / GB));
    }

    @Override
    public void close() {
        // Holds nothing that has to be given back.
    }

    // -- Helper methods --

    private void readCpu(double[] values) {
        process.updateAttributes();
        long now = System.nanoTime();
        long millis = process.getKernelTime() + process.getUserTime();
        long[] ticks = processor.getSystemCpuLoadTicks();
        if (systemTicks != null) {
            double share = (millis - processMillis) * 1e6 / (now - nanos);
            set(values, Metric.CPU_PCT_OF_ONE_CORE, 100 * share);
            set(values, Metric.CPU_PCT_OF_MACHINE, 100 * share / cores);
            set(values, Metric.SYSTEM_CPU_PCT, 100 * processor.getSystemCpuLoadBetweenTicks(systemTicks));
        }
        processMillis = millis;
        systemTicks = ticks;
        nanos = now;
    }

    private static void set(double[] values, Metric metric, double value) {
        values[metric.ordinal()] = value;
    }
}
