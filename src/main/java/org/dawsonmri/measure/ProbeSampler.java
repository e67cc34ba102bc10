package org.dawsonmri.measure;

import org.dawsonmri.measure.Probes.Probe;
import org.dawsonmri.measure.Profile.Sample;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads all metrics at a fixed rate on a daemon thread, by a monotonic clock, and measures what that costs. The thread
 * also makes and closes its probes, so that whoever starts a sampler never waits for a slow device; a probe that fails
 * is left out from then on, and its columns stay empty.
 */
final class ProbeSampler implements AutoCloseable {

    private static final long END_MILLIS = 5_000;

    private final Supplier<List<Probe>> source;
    private final long period;
    private final long start = System.nanoTime();
    private final Thread thread = new Thread(this::run, "dawson-sampler");
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private boolean ending;
    private long ownCpu;
    private double lastSeconds = Double.NaN;

    /** @param source gives the probes, on the sampler's thread */
    ProbeSampler(Duration period, Supplier<List<Probe>> source) {
        this.period = period.toNanos();
        this.source = source;
        thread.setDaemon(true);
        thread.start();
    }

    /** Since this sampler was made. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The newest sample, null before the first. */
    synchronized Sample latest() {
        return samples.isEmpty() ? null : samples.get(samples.size() - 1);
    }

    /** All samples so far. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What the probes say of their devices. */
    synchronized Map<String, String> environment() {
        return new LinkedHashMap<>(environment);
    }

    /** Takes a last sample and ends; waits for that, but not for a device that hangs. */
    @Override
    public void close() {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // -- The sampler's thread --

    private void run() {
        List<Probe> probes = new ArrayList<>();
        try {
            probes.addAll(source.get());
            long next = System.nanoTime();
            do {
                sample(probes);
                next += period * Math.max(1, (System.nanoTime() - next + period - 1) / period);
            } while (!waitUntil(next));
            sample(probes);
        } catch (RuntimeException | LinkageError e) {
            note(Map.of("not_sampled", e.toString()));
        } finally {
            probes.forEach(Probe::close);
        }
    }

    private void sample(List<Probe> probes) {
        double[] values = new double[Metric.values().length];
        Arrays.fill(values, Double.NaN);
        double seconds = seconds();
        double interval = Double.isNaN(lastSeconds) ? 0 : seconds - lastSeconds;
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        if (interval > 0 && cpu >= 0) {
            values[Metric.SAMPLER_CPU_PCT_OF_ONE_CORE.ordinal()] = 100 * (cpu - ownCpu) / 1e9 / interval;
        }
        ownCpu = cpu;
        Map<String, String> words = new LinkedHashMap<>();
        each(probes, probe -> {
            probe.read(values);
            probe.describe(words);
        });
        note(words);
        lastSeconds = seconds;
        synchronized (this) {
            samples.add(new Sample(seconds, interval, values));
        }
    }

    private interface Use {
        void of(Probe probe);
    }

    /** NB: no device may be the reason that a training fails, and native calls fail in many ways. */
    private void each(List<Probe> probes, Use use) {
        for (Probe probe : List.copyOf(probes)) {
            try {
                use.of(probe);
            } catch (RuntimeException | LinkageError e) {
                note(Map.of("not_sampled_" + probe.getClass().getSimpleName(), e.toString()));
                probes.remove(probe);
                probe.close();
            }
        }
    }

    private synchronized void note(Map<String, String> words) {
        environment.putAll(words);
    }

    /** Returns true if the end came before the time. */
    private synchronized boolean waitUntil(long nanos) {
        try {
            for (long left = nanos - System.nanoTime(); !ending && left > 0; left = nanos - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            return true;
        }
        return ending;
    }
}
