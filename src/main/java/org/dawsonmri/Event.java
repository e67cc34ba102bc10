package org.dawsonmri;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that work says about itself, and how it passes from a worker to who started it: a line
 * {@code {"event":"progress","done":3,"total":9,"what":"slices"}}.
 *
 * @param values its numbers and texts by name, in the order in which they are to be shown
 */
public record Event(Type type, Map<String, ?> values) {

    /** What happened. */
    public enum Type {
        /** A line for people: {@code text}. */
        MESSAGE,
        /** A line for people that should be read: {@code text}. */
        WARNING,
        /** {@code done} of {@code total} {@code what} are finished; more may be said, such as the speed. */
        PROGRESS,
        /** Something else begins: {@code phase}, {@code epoch}. For profiles and programs rather than for people. */
        PHASE,
        /** A step of a training: {@code epoch} and {@code step} as {@code 3/50}, and its numbers. */
        STEP,
        /** An epoch of a training: its row of the history. */
        EPOCH;

        /** Its name in lines, such as {@code progress}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final String TEXT = "text";
    public static final String DONE = "done";
    public static final String TOTAL = "total";
    public static final String WHAT = "what";
    public static final String PHASE = "phase";
    public static final String EPOCH = "epoch";
    public static final String STEP = "step";
    /** A second's slices, or pieces of a volume. */
    public static final String IMAGES_PER_S = "images_per_s";
    /** The same of a cascade. */
    public static final String PATCHES_PER_S = "patches_per_s";
    /** The share of its time in which a network waited for data. */
    public static final String WAITING_SHARE = "waiting_share";
    /** Time until the end, such as {@code 3m20s}. */
    public static final String LEFT = "left";

    private static final String NAME = "event";
    private static final Gson WRITER = JsonNumbers.builder().create();
    private static final Gson READER = JsonNumbers.builder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
        .create();

    static Event text(Type type, String text) {
        return new Event(type, Map.of(TEXT, text));
    }

    /** So much of something is done. @param done of {@code total} {@code what} */
    public static Event progress(long done, long total, String what) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(DONE, done);
        values.put(TOTAL, total);
        values.put(WHAT, what);
        return new Event(Type.PROGRESS, values);
    }

    /** The same for slices or pieces of a volume that networks look at, with their speed since then. */
    public static Event images(long done, long total, String what, long startNanos) {
        double speed = done / ((System.nanoTime() - startNanos) / 1e9);
        return progress(done, total, what).with(Map.of(IMAGES_PER_S, Math.round(speed * 100) / 100.0, LEFT,
            Math.round((total - done) / speed) + "s"));
    }

    static Event phase(Phase phase, int epoch) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(PHASE, phase.text());
        values.put(EPOCH, epoch);
        return new Event(Type.PHASE, values);
    }

    /** The event that a line says; empty if it is something else. Whole numbers are {@link Long}. */
    public static Optional<Event> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            Map<String, Object> object = READER.fromJson(line, new TypeToken<LinkedHashMap<String, Object>>() { });
            Object name = object.remove(NAME);
            object.replaceAll((key, value) -> numbers(value));
            for (Type type : Type.values()) {
                if (type.toString().equals(name)) {
                    return Optional.of(new Event(type, object));
                }
            }
            return Optional.empty();
        } catch (JsonParseException notJson) {
            return Optional.empty();
        }
    }

    /** The line that {@link #parse} reads. */
    public String toJson() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(NAME, type.toString());
        line.putAll(values);
        return WRITER.toJson(line);
    }

    /** The text of a message or a warning. */
    public String text() {
        return String.valueOf(values.get(TEXT));
    }

    /** What a phase is. */
    public Phase phase() {
        return Phase.of(String.valueOf(values.get(PHASE)));
    }

    /** A value by name; NaN if there is no such number. */
    public double number(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A second's images, or patches of a cascade; NaN where it is not said. */
    public double speed() {
        return number(values.containsKey(PATCHES_PER_S) ? PATCHES_PER_S : IMAGES_PER_S);
    }

    /** Which part of the whole is done, 0 to 1. */
    public double fraction() {
        double total = number(TOTAL);
        return total > 0 ? Math.max(0, Math.min(1, number(DONE) / total)) : 0;
    }

    /** The same event with more to say. */
    public Event with(Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Event(type, all);
    }

    /** As {@link JsonNumbers} writes them. */
    private static Object numbers(Object value) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Event::numbers).toList();
        }
        if (value instanceof String text) {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> text;
            };
        }
        return value;
    }
}
