package org.dawsonmri.imagej.job;

import org.dawsonmri.Event;
import org.dawsonmri.imagej.TrainingFraction;

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
    void event(Event event) {
        switch (event.type()) {
            case STEP -> step(event);
            case PROGRESS -> {
                doing = event.values().get(Event.WHAT) + " " + text(event, Event.DONE, 0) + "/"
                    + text(event, Event.TOTAL, 0);
                fraction = event.fraction();
            }
            case PHASE -> doing = event.phase().text().replace('_', ' ');
            case MESSAGE, WARNING -> doing = event.text();
            case EPOCH -> { }
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

    private void step(Event event) {
        Map<String, ?> values = event.values();
        doing = "training";
        stage = values.containsKey("stage") ? spaced(values.get("stage")) : "";
        epoch = spaced(values.get(Event.EPOCH));
        step = spaced(values.get(Event.STEP));
        loss = text(event, "loss", 4);
        speed = values.containsKey(Event.PATCHES_PER_S) ? text(event, Event.PATCHES_PER_S, 0) + " patches/s"
            : text(event, Event.IMAGES_PER_S, 1) + " images/s";
        left = String.valueOf(values.get(Event.LEFT));
        load = load(event);
        fraction = TrainingFraction.of(values);
    }

    /** Only what the worker measures: not every computer tells all of it. */
    private static String load(Event event) {
        List<String> parts = new ArrayList<>();
        if (!Double.isNaN(event.number("cpu_pct"))) {
            parts.add(String.format(Locale.ROOT, "%.1f CPU cores", event.number("cpu_pct") / HUNDRED));
        }
        if (!Double.isNaN(event.number("gpu_pct"))) {
            parts.add(text(event, "gpu_pct", 0) + " % GPU");
        }
        if (!Double.isNaN(event.number("rss_gb"))) {
            parts.add(text(event, "rss_gb", 2) + " GB memory");
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

    private static String text(Event event, String key, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", event.number(key));
    }
}
