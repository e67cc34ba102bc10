package org.dawsonmri.measure;

import java.util.Locale;

/**
 * What is sampled. The names are the columns of {@code profile.csv}. A GB is 2³⁰ bytes and an MiB 2²⁰, as in
 * {@code top} and {@code nvidia-smi}.
 */
public enum Metric {
    /** CPU of this process; 100 is one core kept busy, as in {@code top}. */
    CPU_PCT_OF_ONE_CORE("CPU utilization (% of one core)", true),
    /** The same, 100 being all cores. */
    CPU_PCT_OF_MACHINE("CPU utilization (% of machine)", true),
    /** CPU of all processes; 100 is all cores. */
    SYSTEM_CPU_PCT("CPU of all processes (% of machine)", true),
    /** Memory of this process that is in RAM, Java's and native together. */
    RSS_GB("Resident memory (GB)", false),
    /** Address space of this process, much of which was never touched: the thesis' "CPU memory". */
    VIRT_GB("Virtual memory (GB)", false),
    /** Java's heap, garbage included. */
    JVM_HEAP_GB("Java heap (GB)", false),
    /** Resident memory without the heap: TensorFlow's, above all. */
    NATIVE_GB("Native memory (GB)", false),
    /** RAM that is not available, of all processes. */
    SYSTEM_MEMORY_USED_GB("RAM in use (GB)", false),
    CPU_TEMPERATURE_C("CPU temperature (°C)", false),
    /** Of all CPU packages, from their energy counters (RAPL). */
    CPU_PACKAGE_POWER_W("CPU package power (W)", true),
    /** Share of time in which the GPU computed. */
    GPU_UTIL_PCT("GPU utilization (%)", false),
    /** Share of time in which the GPU's memory was read or written: the thesis' "GPU memory utilization". */
    GPU_MEM_CONTROLLER_UTIL_PCT("GPU memory controller (%)", false),
    /** What allocators hold of the GPU's memory, TensorFlow's nearly all there is. */
    GPU_MEM_USED_MIB("GPU memory used (MiB)", false),
    GPU_MEM_TOTAL_MIB("GPU memory (MiB)", false),
    GPU_POWER_W("GPU power (W)", false),
    GPU_TEMPERATURE_C("GPU temperature (°C)", false),
    GPU_CLOCK_MHZ("GPU clock (MHz)", false),
    /** Performance state: 0 is the fastest, 12 the idlest. */
    GPU_PSTATE("GPU performance state", false),
    /** What sampling itself takes of one core. */
    SAMPLER_CPU_PCT_OF_ONE_CORE("Sampler (% of one core)", true);

    private final String title;
    private final boolean rate;

    Metric(String title, boolean rate) {
        this.title = title;
        this.rate = rate;
    }

    /** In files. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, with the unit. */
    public String title() {
        return title;
    }

    /** True if a value is the mean since the sample before, rather than what is there at the moment. */
    boolean isRate() {
        return rate;
    }
}
