package org.dawsonmri.measure;

import org.dawsonmri.Phase;
import org.dawsonmri.Statistics;
import org.dawsonmri.measure.Profile.PhaseSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A number that a profile gives. Those that the thesis' table 3.4 has carry its row's name; the quantity's own name
 * says what the number really is. What the thesis calls "GPU memory utilization" is how busy the memory's controller
 * was, and its "CPU memory" is address space; the quantities that those names promise follow each of them.
 *
 * @param thesis name of the row in the thesis, or ""
 * @param phase what it was measured in: training, evaluation, or "" for the whole
 * @param name unit included
 * @param of NaN where it was not measured
 */
public record Quantity(String thesis, String phase, String name, ToDoubleFunction<Profile> of) {

    private static final String TRAINING = "training";
    private static final String EVALUATION = "evaluation";

    /** All, in the order of the thesis' table. */
    public static List<Quantity> all() {
        List<Quantity> all = new ArrayList<>();
        all.add(about("Trainable parameters", "trainable"));
        all.add(about("Non-trainable parameters", "non_trainable"));
        all.add(new Quantity("Epoch training time", TRAINING, "epoch_s", p -> epochSeconds(p, Phase.TRAIN)));
        all.add(new Quantity("", TRAINING, "images_per_s",
            p -> mean(p.steady(Phase.TRAIN), PhaseSpan::imagesPerSecond)));
        all.add(new Quantity("", TRAINING, "warm_up_epoch_s", Quantity::warmUpSeconds));
        all.add(new Quantity("", TRAINING, "first_step_s", p -> mean(p.all(Phase.FIRST_STEP), PhaseSpan::seconds)));
        all.add(new Quantity("", TRAINING, "waiting_for_data_share",
            p -> mean(p.steady(Phase.TRAIN), PhaseSpan::waitingShare)));
        all.add(new Quantity("Evaluation time", EVALUATION, "epoch_s", p -> epochSeconds(p, p.measured())));
        all.add(new Quantity("", EVALUATION, "images_per_s",
            p -> mean(p.steady(p.measured()), PhaseSpan::imagesPerSecond)));
        all.add(about("Best dice score in training", "best_dice"));
        all.add(about("Best dice score in validation", "best_val_dice"));
        all.addAll(load(TRAINING, "training", p -> Phase.TRAIN));
        all.addAll(load(EVALUATION, "validation", Profile::measured));
        return all;
    }

    // -- Helper methods --

    private static Quantity about(String thesis, String key) {
        return new Quantity(thesis, "", key,
            p -> p.about().get(key) instanceof Number number ? number.doubleValue() : Double.NaN);
    }

    /** What the computer did in a phase. */
    private static List<Quantity> load(String phase, String word, Function<Profile, Phase> which) {
        String in = " in " + word;
        return List.of(
            metric("GPU utilization" + in + " (avg %)", phase, Metric.GPU_UTIL_PCT, which),
            metric("GPU memory utilization" + in + " (avg %)", phase, Metric.GPU_MEM_CONTROLLER_UTIL_PCT, which),
            metric("", phase, Metric.GPU_MEM_USED_MIB, which),
            new Quantity("CPU utilization" + in + " (avg %)", phase, Metric.CPU_PCT_OF_ONE_CORE.column(),
                p -> cpuPercent(p.steady(which.apply(p)))),
            new Quantity("", phase, Metric.CPU_PCT_OF_MACHINE.column(),
                p -> cpuPercent(p.steady(which.apply(p))) / cores(p)),
            // Far above our own share: the computer was busy with something else, and times say little.
            metric("", phase, Metric.SYSTEM_CPU_PCT, which),
            metric("CPU memory utilization" + in + " (avg GB)", phase, Metric.VIRT_GB, which),
            metric("", phase, Metric.RSS_GB, which),
            new Quantity("", phase, "max_rss_gb",
                p -> Statistics.of(p.values(Metric.RSS_GB, p.steady(which.apply(p)))).max()),
            metric("", phase, Metric.NATIVE_GB, which),
            metric("", phase, Metric.GPU_POWER_W, which),
            metric("", phase, Metric.GPU_TEMPERATURE_C, which),
            metric("", phase, Metric.CPU_TEMPERATURE_C, which),
            new Quantity("", phase, "gpu_energy_j_per_epoch", p -> joules(p, Metric.GPU_POWER_W, which)),
            new Quantity("", phase, "cpu_package_energy_j_per_epoch",
                p -> joules(p, Metric.CPU_PACKAGE_POWER_W, which)));
    }

    private static Quantity metric(String thesis, String phase, Metric metric, Function<Profile, Phase> which) {
        return new Quantity(thesis, phase, metric.column(),
            p -> Statistics.of(p.values(metric, p.steady(which.apply(p)))).mean());
    }

    private static double mean(List<PhaseSpan> spans, ToDoubleFunction<PhaseSpan> of) {
        return Statistics.of(spans.stream().mapToDouble(of).toArray()).mean();
    }

    private static double epochSeconds(Profile profile, Phase phase) {
        List<PhaseSpan> spans = profile.steady(phase);
        // With a single epoch, the step that warmed up belongs to it.
        return phase == Phase.TRAIN && profile.all(Phase.TRAIN).size() == 1
            ? warmUpSeconds(profile)
            : mean(spans, PhaseSpan::seconds);
    }

    private static double warmUpSeconds(Profile profile) {
        List<PhaseSpan> first = profile.all(Phase.FIRST_STEP);
        List<PhaseSpan> train = profile.all(Phase.TRAIN);
        return first.isEmpty() || train.isEmpty() ? Double.NaN : first.get(0).seconds() + train.get(0).seconds();
    }

    /** From the system's own count of CPU time, which is exact where samples are few. */
    private static double cpuPercent(List<PhaseSpan> spans) {
        return 100 * spans.stream().mapToDouble(PhaseSpan::cpuSeconds).sum()
            / spans.stream().mapToDouble(PhaseSpan::seconds).sum();
    }

    private static double cores(Profile profile) {
        String cores = profile.environment().getOrDefault("logical_cores", "");
        return cores.matches("\\d+") ? Double.parseDouble(cores) : Double.NaN;
    }

    private static double joules(Profile profile, Metric power, Function<Profile, Phase> which) {
        List<PhaseSpan> spans = profile.steady(which.apply(profile));
        return profile.joules(power, spans) / spans.size();
    }
}
