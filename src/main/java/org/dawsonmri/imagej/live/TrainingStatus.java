package org.dawsonmri.imagej.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a training said last, in words. Used by one thread at a time. */
final class TrainingStatus {

    private static final double HUNDRED = 100;

    private String doing = "starting";
    private String stage = "";
    private String epoch = "";
    private String step = "";
    private String loss = "";
    private String speed = "";
    private String left = "";
    private String load = "";
    private double fraction;

    /** Takes note of an event. */
    void event(String type, Map<String, ?> values) {
        switch (type) {
            case "step" -> step(values);
            case "progress" -> {
                doing = values.get("what") + " " + text(values, "done", 0) + "/" + text(values, "total", 0);
                fraction = TrainingFraction.ratio(number(values, "done"), number(values, "total"));
            }
            case "phase" -> doing = String.valueOf(values.get("phase")).replace('_', ' ');
            case "message", "warning" -> doing = String.valueOf(values.get("text"));
            default -> { }
        }
    }

    /** What is done now, in one line. */
    String doing() {
        return doing;
    }

    /** Two columns: what, and how much; only what is known. */
    List<String[]> lines() {
        List<String[]> lines = new ArrayList<>();
        add(lines, "Stage", stage);
        add(lines, "Epoch", epoch);
        add(lines, "Step", step);
        add(lines, "Loss of this step", loss);
        add(lines, "Speed", speed);
        add(lines, "Time left", left);
        add(lines, "Load", load);
        return lines;
    }

    /** From 0 to 1. */
    double fraction() {
        return fraction;
    }

    // -- Helper methods --

    private void step(Map<String, ?> values) {
        doing = "training";
        stage = values.containsKey("stage") ? spaced(values.get("stage")) : "";
        epoch = spaced(values.get("epoch"));
        step = spaced(values.get("step"));
        loss = text(values, "loss", 4);
        speed = values.containsKey("patches_per_s") ? text(values, "patches_per_s", 0) + " patches/s"
            : text(values, "images_per_s", 1) + " images/s";
        left = String.valueOf(values.get("left"));
        load = load(values);
        fraction = TrainingFraction.of(values);
    }

    /** Only what the worker measures: not every computer tells all of it. */
    private static String load(Map<String, ?> values) {
        List<String> parts = new ArrayList<>();
        if (!Double.isNaN(number(values, "cpu_pct"))) {
            parts.add(String.format(Locale.ROOT, "%.1f CPU cores", number(values, "cpu_pct") / HUNDRED));
        }
        if (!Double.isNaN(number(values, "gpu_pct"))) {
            parts.add(text(values, "gpu_pct", 0) + " % GPU");
        }
        if (!Double.isNaN(number(values, "rss_gb"))) {
            parts.add(text(values, "rss_gb", 2) + " GB memory");
        }
        return String.join(", ", parts);
    }

    private static void add(List<String[]> lines, String what, String value) {
        if (!value.isEmpty()) {
            lines.add(new String[] {what, value});
        }
    }

    /** {@code 3/50} with blanks around the slash. */
    private static String spaced(Object text) {
        return String.valueOf(text).replace("/", " / ");
    }

    private static String text(Map<String, ?> values, String key, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number(values, key));
    }

    private static double number(Map<String, ?> values, String key) {
        return values.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
