package org.dawsonmri.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the lines that {@code nvidia-smi --query-gpu=… --format=csv} prints. What a card cannot tell ({@code [N/A]},
 * {@code [Not Supported]}, {@code [Unknown Error]}, an empty field, or any other words) is left out.
 */
final class NvidiaFields {

    /** What is asked for, by {@code nvidia-smi}'s names. */
    private static final Map<String, Metric> KNOWN = Map.of(
        "utilization.gpu", Metric.GPU_UTIL_PCT,
        "utilization.memory", Metric.GPU_MEM_CONTROLLER_UTIL_PCT,
        "memory.used", Metric.GPU_MEM_USED_MIB,
        "memory.total", Metric.GPU_MEM_TOTAL_MIB,
        "power.draw", Metric.GPU_POWER_W,
        "temperature.gpu", Metric.GPU_TEMPERATURE_C,
        "clocks.sm", Metric.GPU_CLOCK_MHZ,
        "pstate", Metric.GPU_PSTATE);

    static final List<String> QUERY = List.of("utilization.gpu", "utilization.memory", "memory.used", "memory.total",
        "power.draw", "temperature.gpu", "clocks.sm", "pstate");

    private final List<String> names;

    /** @param names of the fields, in the order of a line */
    NvidiaFields(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Fields in the order of a header such as {@code power.draw [W], utilization.gpu [%], pstate}. */
    static NvidiaFields ofHeader(String header) {
        return new NvidiaFields(List.of(header.split(",")).stream()
            .map(name -> name.replaceAll("\\[.*", "").trim()).toList());
    }

    /** What a line says; empty for a line that is no row of numbers. */
    Map<Metric, Double> parse(String line) {
        Map<Metric, Double> values = new HashMap<>();
        String[] fields = line.split(",", -1);
        if (fields.length != names.size()) {
            return values;
        }
        for (int i = 0; i < fields.length; i++) {
            Metric metric = KNOWN.get(names.get(i));
            double value = number(fields[i].trim());
            if (metric != null && !Double.isNaN(value)) {
                values.put(metric, value);
            }
        }
        return values;
    }

    /** {@code 98}, {@code 98 %}, {@code 66.99 W} or {@code P0}. */
    private static double number(String field) {
        String text = field.toUpperCase(Locale.ROOT);
        if (!text.matches("P?\\d+(\\.\\d+)?( ?(%|W|C|MIB|MHZ))?")) {
            return Double.NaN;
        }
        return Double.parseDouble(text.replaceAll("[^\\d.]", ""));
    }
}
