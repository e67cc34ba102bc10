package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.runtime.Processor;
import org.dawsonmri.runtime.Threads;
import org.dawsonmri.train.Benchmark.Phase;
import org.dawsonmri.train.Benchmark;
import org.dawsonmri.train.Kernels;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code dawson bench}. */
@Command(name = "bench", subcommands = BenchCascade.class, description = "Measures how fast a network trains and "
    + "segments on this computer: the median over steps, the first ones left out.")
final class Bench extends Subcommand {

    private static final int USUAL_SIZE = 256;
    private static final String COMPARE = "--compare-onednn";
    private static final String ROUNDS = "--rounds";
    private static final Set<String> NOT_OF_ROUNDS = Set.of(COMPARE, ROUNDS, "--json");

    /** What to measure, as it is typed. */
    enum PhaseChoice {
        TRAIN(Phase.TRAIN), INFERENCE(Phase.INFERENCE), BOTH(Phase.INFERENCE, Phase.TRAIN);

        private final List<Phase> phases;

        PhaseChoice(Phase... phases) {
            this.phases = List.of(phases);
        }
    }

    /** How to compute, as it is typed. */
    enum PrecisionChoice {
        AUTO(Precision.AUTO), FLOAT32(Precision.FLOAT32), BFLOAT16(Precision.BFLOAT16),
        BOTH(Precision.BFLOAT16, Precision.FLOAT32);

        private final List<Precision> precisions;

        PrecisionChoice(Precision... precisions) {
            this.precisions = List.of(precisions);
        }
    }

    @Mixin
    private NetworkOptions options;

    @Option(names = "--size", paramLabel = InputSize.LABEL, description = InputSize.DESCRIPTION + USUAL_SIZE + ".")
    private String size;

    @Option(names = "--precision", paramLabel = "NAME",
        description = "float32, bfloat16, both in turns, or auto for the"
        + " faster one. Default: both; float32 where the processor would emulate bfloat16.")
    private PrecisionChoice precision;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10",
        description = "Steps that count. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--phase", paramLabel = "NAME", defaultValue = "both",
        description = "train, inference or both (default).")
    private PhaseChoice phase;

    @Option(names = "--data", paramLabel = "DATA", description = "Take batches of this dataset, prepared on the way as "
        + "in a training, instead of noise; it decides on channels, classes and size.")
    private Path data;

    @Mixin
    private final SettingOptions files = SettingOptions.ofData();

    @Option(names = COMPARE, description = "Measure with oneDNN and with TensorFlow's own kernels, each in processes of"
        + " its own, in turns, and say how many times as fast oneDNN is.")
    private boolean compare;

    @Option(names = ROUNDS, paramLabel = "N", defaultValue = "3",
        description = "With " + COMPARE + ": processes of each; the median of their medians counts."
            + " Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private JsonOption json;

    @Override
    int run(Progress progress) {
        NetworkOptions.atLeastOne("--steps", steps);
        files.requireFor(data);
        NetworkOptions.atLeastOne(ROUNDS, rounds);
        TrainingConfig settings = options.settings(threadsSetting(), progress);
        Benchmark.Plan plan = new Benchmark.Plan(settings, options.channels(), options.classes(),
            InputSize.of(size, settings, USUAL_SIZE), phase.phases, precisions(), steps);
        if (compare) {
            KernelComparison comparison = KernelComparison.run(argumentsBut(NOT_OF_ROUNDS), rounds, progress);
            if (json.wanted()) {
                printJson(Map.of("rounds", rounds, "results", comparison.asMaps()));
            } else {
                out().println(comparison.table());
            }
            return DONE;
        }
        List<Benchmark.Result> results = Benchmark.run(plan, data == null ? null
            : Dataset.read(data, files.choice(), settings.channels(), progress), progress);
        Kernels kernels = Kernels.current(settings.threads());
        if (json.wanted()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("network", settings.network());
            object.put("threads", Threads.of(settings.threads()));
            object.put("kernels", kernels.asMap());
            object.put("steps", steps);
            object.put("results", results.stream().map(Bench::asMap).toList());
            printJson(object);
        } else {
            out().println(table(settings.network(), results));
            out().println("kernels: " + kernels.text());
        }
        return DONE;
    }

    // -- Helper methods --

    private List<Precision> precisions() {
        PrecisionChoice usual = Processor.current().lacksBfloat16() ? PrecisionChoice.FLOAT32 : PrecisionChoice.BOTH;
        return (precision == null ? usual : precision).precisions;
    }

    private static String table(String network, List<Benchmark.Result> results) {
        TextTable table = new TextTable("network", "phase", "precision", "batch", "size", "ms/step", "CPU ms/step",
            "images/s", "waiting", "peak MB");
        for (Benchmark.Result r : results) {
            table.add(network, text(r.phase()), text(r.precision()), Integer.toString(r.batchSize()),
                InputSize.text(r.size()), format("%.1f", 1e3 * r.secondsPerStep()),
                format("%.1f", 1e3 * r.cpuSecondsPerStep()),
                format("%.2f", r.imagesPerSecond()),
                Double.isNaN(r.waitingShare()) ? "n/a" : format("%.1f %%", 100 * r.waitingShare()),
                Long.toString(r.peakBytes() >> 20));
        }
        return table.toString();
    }

    private static Map<String, Object> asMap(Benchmark.Result r) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phase", text(r.phase()));
        map.put("precision", text(r.precision()));
        map.put("batch_size", r.batchSize());
        map.putAll(InputSize.toMap(r.size()));
        map.put("ms_per_step", 1e3 * r.secondsPerStep());
        map.put("cpu_ms_per_step", 1e3 * r.cpuSecondsPerStep());
        map.put("images_per_s", r.imagesPerSecond());
        if (!Double.isNaN(r.waitingShare())) {
            map.put("waiting_share", r.waitingShare());
        }
        map.put("peak_bytes", r.peakBytes());
        return map;
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
