package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.cli.option.JsonOption;
import org.dawsonmri.cli.option.SettingOptions;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.cli.option.TextTable;
import org.dawsonmri.config.Precision;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.measure.CascadeBenchmark;
import org.dawsonmri.measure.CascadeBenchmark.Result;
import org.dawsonmri.measure.CascadeBenchmark.Way;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.runtime.Threads;
import org.dawsonmri.train.CheckedSettings;
import org.dawsonmri.volume.Volume;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code dawson bench cascade}. */
@Command(name = "cascade", description = "Measures the first stage of cascades on a scan, random weights: the network "
    + "alone on ready patches (graph), patch by patch (patches) and, where a network can, laid over blocks (dense).")
final class BenchCascade extends Subcommand {

    @Option(names = "--network", split = ",", paramLabel = "NAME", defaultValue = "cascade-valverde,cascade-fcn",
        description = "Networks, comma-separated. Default: ${DEFAULT-VALUE}.")
    private List<String> networks;

    @Mixin
    private final SettingOptions settings = new SettingOptions("network_options", "cascade");

    @Option(names = "--scan", required = true, paramLabel = "FILE",
        description = "A channel of the scan, FLAIR first; once for each.")
    private List<Path> scans;

    @Option(names = "--voxels", paramLabel = "N", defaultValue = "0",
        description = "Patch by patch, only so many of the candidate voxels. Default: 0, all.")
    private int voxels;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "100",
        description = "Blocks of patches that the network alone computes, before and after it is measured with the "
            + "rest; their mean counts. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--precision", paramLabel = "NAME", defaultValue = "float32",
        description = "float32 (default) or bfloat16.")
    private Precision precision;

    @Mixin
    private JsonOption json;

    @Override
    public int run(Progress progress) {
        if (precision == Precision.AUTO || steps < 1 || voxels < 0) {
            throw new DawsonException("--precision is " + precision + ", --steps " + steps + " and --voxels " + voxels
                + ", expected float32 or bfloat16, at least 1, and 0 or more");
        }
        List<TrainingConfig> configs = networks.stream().map(this::config).toList();
        List<Volume> channels = scans.stream().map(file -> NiftiReader.read(file, progress)).toList();
        List<Result> results = CascadeBenchmark.run(
            new CascadeBenchmark.Plan(configs, precision, voxels, steps), channels, progress);
        if (json.wanted()) {
            printJson(Map.of("precision", precision.label(), "threads",
                Threads.count(), "results",
                results.stream().map(r -> asMap(r, results)).toList()));
        } else {
            out().println(table(results));
        }
        return DONE;
    }

    // -- Helper methods --

    private TrainingConfig config(String name) {
        JsonObject changes = settings.changes();
        changes.addProperty("network", name);
        changes.addProperty("threads", threads());
        return CheckedSettings.of(CheckedSettings.defaultsOf(name), changes, "the command line");
    }

    private static String table(List<Result> results) {
        TextTable table = new TextTable("network", "way", "voxels", "seconds", "voxels/s", "of its graph",
            "of the first patch by patch");
        for (Result r : results) {
            table.add(r.network(), way(r), Integer.toString(r.voxels()),
                String.format(Locale.ROOT, "%.2f", r.seconds()),
                String.format(Locale.ROOT, "%.0f", r.voxelsPerSecond()), times(r, graphOf(r, results)),
                times(r, firstByPatches(results)));
        }
        return table.toString();
    }

    private static Map<String, Object> asMap(Result r, List<Result> results) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("network", r.network());
        map.put("way", way(r));
        map.put("voxels", r.voxels());
        map.put("seconds", r.seconds());
        map.put("voxels_per_s", r.voxelsPerSecond());
        map.put("ratio_to_graph", r.voxelsPerSecond() / graphOf(r, results).voxelsPerSecond());
        map.put("ratio_to_first_by_patches", r.voxelsPerSecond() / firstByPatches(results).voxelsPerSecond());
        return map;
    }

    private static Result graphOf(Result result, List<Result> results) {
        return results.stream().filter(r -> r.way() == Way.GRAPH && r.network().equals(result.network())).findFirst()
            .orElseThrow();
    }

    private static Result firstByPatches(List<Result> results) {
        return results.stream().filter(r -> r.way() == Way.PATCHES).findFirst().orElseThrow();
    }

    private static String times(Result result, Result yardstick) {
        return String.format(Locale.ROOT, "%.2f", result.voxelsPerSecond() / yardstick.voxelsPerSecond());
    }

    private static String way(Result result) {
        return result.way().name().toLowerCase(Locale.ROOT);
    }
}
