package org.dawsonmri.cli;

import org.dawsonmri.Progress;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.engine.WorkerResult;
import org.dawsonmri.profile.Summary;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code dawson bench --compare-onednn}: the same measurement with oneDNN and with TensorFlow's own kernels, which a
 * process decides between once. So each gets processes of its own; they take turns, and medians over them count.
 */
final class KernelComparison {

    /** What says to TensorFlow which kernels to take. */
    private static final String VARIABLE = "TF_ENABLE_ONEDNN_OPTS";

    /** Times of a step in ms by what was measured, of one kind of kernels. */
    private final Map<String, List<Double>> with = new LinkedHashMap<>();
    private final Map<String, List<Double>> without = new LinkedHashMap<>();

    private KernelComparison() {
    }

    /** @param arguments of {@code dawson bench} */
    static KernelComparison run(List<String> arguments, int rounds, Progress progress) {
        Progress quiet = new OnlyWarnings(progress, "bench");
        List<String> command = new ArrayList<>(List.of("bench", "--json"));
        command.addAll(arguments);
        Engine engine = Engine.locate();
        KernelComparison comparison = new KernelComparison();
        for (int round = 1; round <= rounds; round++) {
            comparison.add(engine.withEnvironment(Map.of(VARIABLE, "1")).run(command, quiet), comparison.with);
            comparison.add(engine.withEnvironment(Map.of(VARIABLE, "0")).run(command, quiet), comparison.without);
            progress.update(round, rounds, "rounds");
        }
        return comparison;
    }

    /** A row for each phase and precision. */
    String table() {
        TextTable table = new TextTable("measured", "oneDNN ms/step", "own ms/step", "times as fast", "spread");
        with.forEach((what, times) -> table.add(what, format("%.1f", median(times)),
            format("%.1f", median(without.get(what))), format("%.2f", ratio(what)), format("%.0f %%", 100 * spread(what))));
        return table.toString();
    }

    List<Map<String, Object>> asMaps() {
        List<Map<String, Object>> rows = new ArrayList<>();
        with.forEach((what, times) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("measured", what);
            row.put("onednn_ms_per_step", times);
            row.put("own_ms_per_step", without.get(what));
            row.put("times_as_fast", ratio(what));
            rows.add(row);
        });
        return rows;
    }

    // -- Helper methods --

    private void add(WorkerResult result, Map<String, List<Double>> times) {
        JsonObject object = JsonParser.parseString(String.join("\n", result.outputLines())).getAsJsonObject();
        for (JsonElement element : object.getAsJsonArray("results")) {
            JsonObject row = element.getAsJsonObject();
            String what = object.get("network").getAsString() + " " + row.get("phase").getAsString() + " "
                + row.get("precision").getAsString();
            times.computeIfAbsent(what, key -> new ArrayList<>()).add(row.get("ms_per_step").getAsDouble());
        }
    }

    private double ratio(String what) {
        return median(without.get(what)) / median(with.get(what));
    }

    /** How far the rounds' times lie apart, as a share of their median; the larger one of both. */
    private double spread(String what) {
        return Math.max(spread(with.get(what)), spread(without.get(what)));
    }

    private static double spread(List<Double> times) {
        Summary summary = summary(times);
        return (summary.max() - summary.min()) / summary.median();
    }

    private static double median(List<Double> times) {
        return summary(times).median();
    }

    private static Summary summary(List<Double> times) {
        return Summary.of(times.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
