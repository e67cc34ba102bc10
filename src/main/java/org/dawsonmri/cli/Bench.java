package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.train.Benchmark;
import org.dawsonmri.train.Benchmark.Phase;
import org.dawsonmri.train.Precision;
import org.dawsonmri.train.protocol.Protocols;
import org.dawsonmri.train.TrainingConfig;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson bench}. */
@Command(name = "bench", subcommands = BenchCascade.class, description = "Measures how fast a network trains and "
    + "segments on this computer: the median over steps, the first ones left out.")
final class Bench extends Subcommand {

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

    @Option(names = "--network", description = "Name of the network (see 'dawson networks'). Default: unet.")
    private String network;

    @Option(names = "--network-options", paramLabel = "JSON",
        description = "The network's own options, such as {\"base_filters\": 16}.")
    private String networkOptions;

    @Option(names = "--config", paramLabel = "NAME|FILE",
        description = "A protocol (see 'dawson protocols') or a JSON file with settings; options override it.")
    private String config;

    @Option(names = "--channels", paramLabel = "N", defaultValue = "1",
        description = "Input channels. Default: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "1",
        description = "Classes without the background. Default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(names = "--size", paramLabel = "WxH", defaultValue = "256x256",
        description = "Size of slices. Default: ${DEFAULT-VALUE}.")
    private String size;

    @Option(names = "--batch-size", paramLabel = "N", description = "Slices per step. Default: 8.")
    private Integer batchSize;

    @Option(names = "--precision", paramLabel = "NAME", defaultValue = "both",
        description = "float32, bfloat16, both in turns (default), or auto for the faster one.")
    private PrecisionChoice precision;

    @Option(names = "--threads", paramLabel = "N", description = "Cores to use. Default: 0, all.")
    private Integer threads;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10",
        description = "Steps that count. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--phase", paramLabel = "NAME", defaultValue = "both",
        description = "train, inference or both (default).")
    private PhaseChoice phase;

    @Option(names = "--data", paramLabel = "DATA", description = "Take batches of this dataset, prepared on the way as "
        + "in a training, instead of noise; it decides on channels, classes and size.")
    private Path data;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Override
    int run(Progress progress) {
        require("--channels", channels);
        require("--classes", classes);
        require("--steps", steps);
        int[] sides = sides();
        TrainingConfig settings = settings(progress);
        Benchmark.Plan plan = new Benchmark.Plan(settings, channels, classes, sides[0], sides[1], phase.phases,
            precision.precisions, steps);
        List<Benchmark.Result> results = Benchmark.run(plan, data == null ? null : Dataset.read(data), progress);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("network", settings.network());
            object.put("threads", settings.threads() == 0 ? Runtime.getRuntime().availableProcessors()
                : settings.threads());
            object.put("steps", steps);
            object.put("results", results.stream().map(Bench::asMap).toList());
            printJson(object);
        } else {
            out().println(table(settings.network(), results));
        }
        return Dawson.DONE;
    }

    // -- Helper methods --

    private TrainingConfig settings(Progress progress) {
        TrainingConfig settings = new TrainingConfig();
        if (config != null) {
            settings = settings.with(Protocols.open(config, progress).settings(), config);
        }
        JsonObject changes = new JsonObject();
        if (network != null) {
            changes.addProperty("network", network);
        }
        if (networkOptions != null) {
            changes.add("network_options", parseOptions());
        }
        if (batchSize != null) {
            changes.addProperty("batch_size", batchSize);
        }
        if (threads != null) {
            changes.addProperty("threads", threads);
        }
        return settings.with(changes, "the command line");
    }

    private JsonObject parseOptions() {
        try {
            return JsonParser.parseString(networkOptions).getAsJsonObject();
        } catch (JsonSyntaxException | IllegalStateException e) {
            throw new DawsonException("--network-options: not a JSON object: " + networkOptions
                + "; expected something like '{\"base_filters\": 16}'", e);
        }
    }

    private int[] sides() {
        if (!size.matches("[1-9]\\d{0,4}[xX×][1-9]\\d{0,4}")) {
            throw new DawsonException("--size is " + size + ", expected width and height like 256x256");
        }
        String[] sides = size.split("[xX×]");
        return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[1])};
    }

    private static void require(String option, int value) {
        if (value < 1) {
            throw new DawsonException(option + " is " + value + ", expected at least 1");
        }
    }

    private static String table(String network, List<Benchmark.Result> results) {
        TextTable table = new TextTable("network", "phase", "precision", "batch", "size", "ms/step", "images/s",
            "waiting", "peak MB");
        for (Benchmark.Result r : results) {
            table.add(network, text(r.phase()), text(r.precision()), Integer.toString(r.batchSize()),
                r.width() + "x" + r.height(), format("%.1f", 1e3 * r.secondsPerStep()),
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
        map.put("width", r.width());
        map.put("height", r.height());
        map.put("ms_per_step", 1e3 * r.secondsPerStep());
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
