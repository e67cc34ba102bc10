package org.dawsonmri.measure;

import org.dawsonmri.Phase;
import org.dawsonmri.Progress;
import org.dawsonmri.measure.Profile.PhaseSpan;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records what work costs while it runs. The work reports to {@link #watch} and thereby tells its phases; whoever looks
 * on sees CPU and memory beside the work's own numbers. Thread-safe.
 *
 * <pre>{@code
 * try (Recording recording = Recording.start(Duration.ofSeconds(1))) {
 *     Trainer.train(config, dataset, out, recording.watch(progress));
 *     ProfileFiles.of(out).write(recording.profile(Map.of("network", "unet")));
 * }
 * }</pre>
 */
public final class Recording implements AutoCloseable {

    private final OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ProbeSampler sampler;
    private final List<PhaseSpan> spans = new ArrayList<>();
    private Open open;

    /** The phase that goes on. */
    private static final class Open {
        private final Phase phase;
        private final int epoch;
        private final double start;
        private final long cpu;
        private double imagesPerSecond = Double.NaN;
        private double waitingShare = Double.NaN;

        Open(Phase phase, int epoch, double start, long cpu) {
            this.phase = phase;
            this.epoch = epoch;
            this.start = start;
            this.cpu = cpu;
        }
    }

    private Recording(ProbeSampler sampler) {
        this.sampler = sampler;
        this.open = new Open(Phase.OTHER, 0, 0, system.getProcessCpuTime());
    }

    /** Begins, with the phase {@link Phase#OTHER}. Does not wait for any device. */
    public static Recording start(Duration period) {
        return new Recording(new ProbeSampler(period, () -> Probes.open(period)));
    }

    /** A progress that hands everything on to {@code progress}, except what only a profile needs. */
    public Progress watch(Progress progress) {
        return new WatchedProgress(this, progress);
    }

    /**
     * What was recorded so far; the phase that goes on counts as if it ended now.
     *
     * @param about what the work is
     */
    public synchronized Profile profile(Map<String, ?> about) {
        List<PhaseSpan> all = new ArrayList<>(spans);
        all.add(finished());
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
            + System.getProperty("os.arch"));
        environment.put("java", System.getProperty("java.version"));
        environment.put("jvm_max_heap_mb", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        environment.putAll(sampler.environment());
        return new Profile(new LinkedHashMap<>(about), environment,
            all.stream().filter(span -> span.seconds() > 0).toList(), sampler.samples());
    }

    /** Takes a last sample, ends the sampler and gives its devices back. What was recorded stays readable. */
    @Override
    public void close() {
        sampler.close();
    }

    // -- What the watched progress tells --

    synchronized void enter(Phase phase, int epoch) {
        spans.add(finished());
        open = new Open(phase, epoch, sampler.seconds(), system.getProcessCpuTime());
    }

    synchronized void speed(double imagesPerSecond) {
        open.imagesPerSecond = imagesPerSecond;
    }

    /** Tells how the training of an epoch went, of a cascade's second network without changing the first one's. */
    synchronized void epoch(int epoch, double imagesPerSecond, double waitingShare) {
        if (open.phase == Phase.TRAIN && open.epoch == epoch) {
            open.imagesPerSecond = imagesPerSecond;
            open.waitingShare = waitingShare;
        }
        spans.replaceAll(s -> s.phase() == Phase.TRAIN && s.epoch() == epoch && Double.isNaN(s.waitingShare())
            ? new PhaseSpan(s.phase(), epoch, s.start(), s.end(), s.cpuSeconds(), imagesPerSecond, waitingShare)
            : s);
    }

    Profile.Sample latest() {
        return sampler.latest();
    }

    private PhaseSpan finished() {
        return new PhaseSpan(open.phase, open.epoch, open.start, sampler.seconds(),
            (system.getProcessCpuTime() - open.cpu) / 1e9, open.imagesPerSecond, open.waitingShare);
    }
}
