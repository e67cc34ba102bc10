package org.dawsonmri.measure;

import org.dawsonmri.DawsonException;
import org.dawsonmri.JsonNumbers;
import org.dawsonmri.Phase;
import org.dawsonmri.Statistics;
import org.dawsonmri.measure.Profile.PhaseSpan;
import org.dawsonmri.measure.Profile.Sample;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code profile_summary.json}. A number that was not measured is null. */
final class SummaryJson {

    private static final int FORMAT = 1;
    private static final Gson GSON = JsonNumbers.builder().setPrettyPrinting().create();

    private SummaryJson() {
    }

    static String write(Profile profile) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("about", profile.about());
        root.put("environment", profile.environment());
        root.put("phases", profile.spans().stream().map(SummaryJson::span).toList());
        Map<String, Object> summary = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            List<PhaseSpan> spans = profile.steady(phase);
            if (!spans.isEmpty()) {
                summary.put(phase.text(), summary(profile, spans));
            }
        }
        root.put("summary", summary);
        return GSON.toJson(root);
    }

    /** @throws DawsonException if the text is no such summary */
    static Profile read(String text, Path file, List<Sample> samples) {
        try {
            JsonObject root = JsonParser.parseString(text).getAsJsonObject();
            List<PhaseSpan> spans = new ArrayList<>();
            root.getAsJsonArray("phases").forEach(span -> spans.add(span(span.getAsJsonObject())));
            Map<String, Object> about = new LinkedHashMap<>();
            root.getAsJsonObject("about").entrySet().forEach(e -> about.put(e.getKey(), value(e.getValue())));
            Map<String, String> environment = new LinkedHashMap<>();
            root.getAsJsonObject("environment").entrySet()
                .forEach(e -> environment.put(e.getKey(), e.getValue().getAsString()));
            return new Profile(about, environment, spans, samples);
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException
            | NumberFormatException e) {
            throw new DawsonException(file + ": is damaged or not the summary of a profile (" + e.getMessage()
                + "); profile again", e);
        }
    }

    // -- Helper methods --

    private static Map<String, Object> span(PhaseSpan span) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phase", span.phase().text());
        map.put("epoch", span.epoch());
        map.put("start_s", span.start());
        map.put("end_s", span.end());
        map.put("seconds", span.seconds());
        map.put("cpu_seconds", span.cpuSeconds());
        map.put("images_per_s", span.imagesPerSecond());
        map.put("waiting_share", span.waitingShare());
        return map;
    }

    private static PhaseSpan span(JsonObject o) {
        return new PhaseSpan(Phase.of(o.get("phase").getAsString()), o.get("epoch").getAsInt(),
            o.get("start_s").getAsDouble(), o.get("end_s").getAsDouble(), o.get("cpu_seconds").getAsDouble(),
            number(o.get("images_per_s")), number(o.get("waiting_share")));
    }

    private static Map<String, Object> summary(Profile profile, List<PhaseSpan> spans) {
        double seconds = spans.stream().mapToDouble(PhaseSpan::seconds).sum();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("spans", spans.size());
        map.put("seconds", seconds);
        map.put("mean_cpu_pct_of_one_core",
            100 * spans.stream().mapToDouble(PhaseSpan::cpuSeconds).sum() / seconds);
        map.put("gpu_energy_j", profile.joules(Metric.GPU_POWER_W, spans));
        map.put("cpu_package_energy_j", profile.joules(Metric.CPU_PACKAGE_POWER_W, spans));
        for (Metric metric : Metric.values()) {
            Statistics summary = Statistics.of(profile.values(metric, spans));
            if (summary.n() > 0) {
                map.put(metric.column(), summary(summary));
            }
        }
        return map;
    }

    private static Map<String, Object> summary(Statistics s) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("n", s.n());
        map.put("mean", s.mean());
        map.put("sd", s.sd());
        map.put("min", s.min());
        map.put("q1", s.q1());
        map.put("median", s.median());
        map.put("q3", s.q3());
        map.put("max", s.max());
        return map;
    }

    private static double number(JsonElement element) {
        return element == null || element.isJsonNull() ? Double.NaN : element.getAsDouble();
    }

    private static Object value(JsonElement element) {
        if (element instanceof JsonPrimitive primitive) {
            return primitive.isNumber() ? (Object) primitive.getAsDouble() : primitive.getAsString();
        }
        return "";
    }
}
