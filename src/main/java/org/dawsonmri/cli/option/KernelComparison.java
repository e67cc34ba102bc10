package org.dawsonmri.cli.option;

import org.dawsonmri.Progress;
import org.dawsonmri.Statistics;
import org.dawsonmri.engine.Engine;
import org.dawsonmri.graph.TensorFlowLibrary;

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
 * process decides between once. So each gets processes of its own; they take turns, and medians over them count. Where
 * other programs run, the work of the cores is the better measure.
 */
public final class KernelComparison {

    private static final String TIME = "ms_per_step";
    private static final String WORK = "cpu_ms_per_step";

    /** What was measured of one phase in one precision, a value for each round. */
    private static final class Row {
        private final Map<String, List<Double>> oneDnn = Map.of(TIME, new ArrayList<>(), WORK, new ArrayList<>());
        private final Map<String, List<Double>> own = Map.of(TIME, new ArrayList<>(), WORK, new ArrayList<>());

        double ratio(String what) {
            return summary(own.get(what)).median() / summary(oneDnn.get(what)).median();
        }

        /** How far rounds lie apart, as a share of their median; the larger one of both. */
        double spread(String what) {
            return Math.max(spread(oneDnn.get(what)), spread(own.get(what)));
        }

        private static double spread(List<Double> values) {
            Statistics summary = summary(values);
            return (summary.max() - summary.min()) / summary.median();
        }
    }

    /** By network, phase and precision. */
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private KernelComparison() {
    }

    /** @param arguments of {@code dawson bench} */
    public static KernelComparison run(List<String> arguments, int rounds, Progress progress) {
        List<String> command = new ArrayList<>(List.of("bench", "--json"));
        command.addAll(arguments);
        Progress quiet = new OnlyWarnings(progress, "bench");
        Engine engine = Engine.locate();
        KernelComparison comparison = new KernelComparison();
        for (int round = 1; round <= rounds; round++) {
            comparison.add(engine.withEnvironment(Map.of(TensorFlowLibrary.ONEDNN, "1")).run(command, quiet), true);
            comparison.add(engine.withEnvironment(Map.of(TensorFlowLibrary.ONEDNN, "0")).run(command, quiet), false);
            progress.update(round, rounds, "rounds");
        }
        return comparison;
    }

    /** A row for each phase and precision. */
    public String table() {
        TextTable table = new TextTable("measured", "oneDNN ms/step", "own ms/step", "times as fast", "spread",
            "oneDNN CPU ms", "own CPU ms", "times less work", "spread");
        rows.forEach((what, row) -> {
            List<String> cells = new ArrayList<>(List.of(what));
            for (String measure : List.of(TIME, WORK)) {
                cells.add(format("%.1f", summary(row.oneDnn.get(measure)).median()));
                cells.add(format("%.1f", summary(row.own.get(measure)).median()));
                cells.add(format("%.2f", row.ratio(measure)));
                cells.add(format("%.0f %%", 100 * row.spread(measure)));
            }
            table.add(cells.toArray(String[]::new));
        });
        return table.toString();
    }

    public List<Map<String, Object>> asMaps() {
        List<Map<String, Object>> maps = new ArrayList<>();
        rows.forEach((what, row) -> {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("measured", what);
            for (String measure : List.of(TIME, WORK)) {
                map.put("onednn_" + measure, row.oneDnn.get(measure));
                map.put("own_" + measure, row.own.get(measure));
            }
            map.put("times_as_fast", row.ratio(TIME));
            map.put("times_less_work", row.ratio(WORK));
            maps.add(map);
        });
        return maps;
    }

    // -- Helper methods --

    private void add(Engine.Result result, boolean oneDnn) {
        JsonObject object = JsonParser.parseString(String.join("\n", result.outputLines())).getAsJsonObject();
        for (JsonElement element : object.getAsJsonArray("results")) {
            JsonObject found = element.getAsJsonObject();
            Row row = rows.computeIfAbsent(object.get("network").getAsString() + " " + found.get("phase").getAsString()
                + " " + found.get("precision").getAsString(), key -> new Row());
            (oneDnn ? row.oneDnn : row.own).forEach((what, values) -> values.add(found.get(what).getAsDouble()));
        }
    }

    private static Statistics summary(List<Double> values) {
        return Statistics.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
