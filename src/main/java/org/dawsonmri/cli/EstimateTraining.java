package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.cli.option.InputSize;
import org.dawsonmri.cli.option.JsonOption;
import org.dawsonmri.cli.option.NetworkOptions;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.cli.option.TextTable;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.measure.Benchmark;
import org.dawsonmri.measure.Benchmark.Phase;
import org.dawsonmri.runtime.MachineMemory;
import org.dawsonmri.train.Estimator;
import org.dawsonmri.train.Estimator.Estimate;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson estimate}. */
@Command(name = "estimate", description = "Estimates what training and using a network will take: weights, arithmetic, "
    + "memory, disk, and time from a few measured steps.")
final class EstimateTraining extends Subcommand {

    private static final int MEASURED_STEPS = 3;
    private static final int USUAL_SIZE = 256;

    @Mixin
    private NetworkOptions options;

    @Option(names = "--size", paramLabel = InputSize.LABEL, description = InputSize.DESCRIPTION + USUAL_SIZE + ".")
    private String size;

    @Mixin
    private final SettingOptions precision = new SettingOptions("precision");

    @Option(names = "--slices-per-epoch", paramLabel = "N", defaultValue = "1000",
        description = "Training slices, or patches, in an epoch. Default: ${DEFAULT-VALUE}.")
    private int slices;

    @Option(names = "--no-measurement", description = "Leave the time out; nothing is run.")
    private boolean notMeasured;

    @Mixin
    private JsonOption json;

    @Override
    public int run(Progress progress) {
        NetworkOptions.atLeastOne("--slices-per-epoch", slices);
        TrainingConfig settings = settings(progress);
        MachineMemory machine = MachineMemory.now();
        Estimator estimator = new Estimator(settings, options.channels(), options.classes(),
            InputSize.of(size, settings, USUAL_SIZE));
        Estimate estimate = estimator.estimate(settings.batchSize());
        int largest = estimator.largestBatch(machine.freeBytes());
        double seconds = secondsPerStep(settings, estimate, machine, progress);
        if (json.wanted()) {
            printJson(asMap(estimate, machine, largest, seconds));
        } else {
            out().println(table(estimate, machine, largest, seconds));
        }
        return DONE;
    }

    // -- Helper methods --

    private TrainingConfig settings(Progress progress) {
        JsonObject changes = threadsSetting();
        precision.changes().entrySet().forEach(setting -> changes.add(setting.getKey(), setting.getValue()));
        return options.settings(changes, progress);
    }

    /** NaN if it is not to be measured, or cannot be without harm. */
    private double secondsPerStep(TrainingConfig settings, Estimate estimate, MachineMemory machine,
        Progress progress) {
        if (notMeasured || estimate.training().peakBytes() > machine.freeBytes()) {
            return Double.NaN;
        }
        Benchmark.Plan plan = new Benchmark.Plan(settings, options.channels(), options.classes(),
            estimate.size(), List.of(Phase.TRAIN), List.of(settings.precision()),
            MEASURED_STEPS);
        return Benchmark.run(plan, null, progress).get(0).secondsPerStep();
    }

    private double secondsPerEpoch(Estimate estimate, double secondsPerStep) {
        return Math.ceil((double) slices / estimate.batchSize()) * secondsPerStep;
    }

    private TextTable table(Estimate e, MachineMemory machine, int largest, double seconds) {
        TextTable table = new TextTable("quantity", "estimate");
        boolean volumes = e.size().size() == 3;
        table.add("network", e.network() + ", batch " + e.batchSize() + " of " + InputSize.text(e.size()));
        table.add("trainable weights", number(e.trainable()));
        table.add("non-trainable weights", number(e.nonTrainable()));
        table.add("multiply-adds of a " + (volumes ? "patch" : "slice") + ", forward",
            billions(e.forwardMultiplyAdds()));
        table.add("multiply-adds of a training step", billions(e.stepMultiplyAdds()));
        table.add("activations in training", megabytes(e.training().activationBytes()));
        table.add("activations in inference", megabytes(e.inference().activationBytes()));
        table.add("peak memory of training", megabytes(e.training().peakBytes()));
        table.add("peak memory of inference", megabytes(e.inference().peakBytes()));
        table.add("memory free now", megabytes(machine.freeBytes()));
        table.add("largest batch that fits", largest == 0 ? "none" : Integer.toString(largest));
        table.add("checkpoint on disk", megabytes(e.checkpointBytes()));
        boolean fits = e.training().peakBytes() <= machine.freeBytes();
        String none = fits ? "not measured" : "not measured: does not fit";
        table.add("time of a training step", Double.isNaN(seconds) ? none
            : String.format(Locale.ROOT, "%.3f s", seconds));
        table.add("time of an epoch of " + slices + (volumes ? " patches" : " slices"), Double.isNaN(seconds) ? none
            : String.format(Locale.ROOT, "%.1f min", secondsPerEpoch(e, seconds) / 60));
        return table;
    }

    private Map<String, Object> asMap(Estimate e, MachineMemory machine, int largest, double seconds) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("network", e.network());
        map.put("batch_size", e.batchSize());
        map.put("size", e.size());
        map.put("precision", e.precision().label());
        map.put("trainable", e.trainable());
        map.put("non_trainable", e.nonTrainable());
        map.put("forward_multiply_adds", e.forwardMultiplyAdds());
        map.put("step_multiply_adds", e.stepMultiplyAdds());
        map.put("training_bytes", asMap(e.training()));
        map.put("inference_bytes", asMap(e.inference()));
        map.put("free_bytes", machine.freeBytes());
        map.put("total_bytes", machine.totalBytes());
        map.put("largest_batch", largest);
        map.put("checkpoint_bytes", e.checkpointBytes());
        if (!Double.isNaN(seconds)) {
            map.put("seconds_per_step", seconds);
            map.put("seconds_per_epoch", secondsPerEpoch(e, seconds));
        }
        return map;
    }

    private static Map<String, Object> asMap(Estimate.Memory memory) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("base", memory.baseBytes());
        map.put("variables", memory.variableBytes());
        map.put("workspace", memory.workspaceBytes());
        map.put("activations", memory.activationBytes());
        map.put("peak", memory.peakBytes());
        return map;
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String billions(long n) {
        return String.format(Locale.ROOT, "%,.2f billion", n / 1e9);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
    }
}
