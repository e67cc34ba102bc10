package org.dawsonmri.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One progress line of the worker.
 *
 * @param type what happened
 * @param values its texts and numbers in the order of the line; numbers are {@link Long} where they are whole and
 *        {@link Double} otherwise, NaN and infinities included
 */
record EventLine(String type, Map<String, ?> values) {

    private static final String EVENT = "event";
    private static final Gson GSON = new GsonBuilder()
        .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
        .create();

    /** The event that a line reports, or nothing if the line is something else. */
    static Optional<EventLine> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            Map<String, Object> object = GSON.fromJson(line, new TypeToken<LinkedHashMap<String, Object>>() { });
            if (object.remove(EVENT) instanceof String type) {
                object.replaceAll((key, value) -> numbers(value));
                return Optional.of(new EventLine(type, object));
            }
            return Optional.empty();
        } catch (JsonParseException notJson) {
            return Optional.empty();
        }
    }

    /** As {@link org.dawsonmri.JsonNumbers} writes them; an older engine's bare words arrive as text, too. */
    private static Object numbers(Object value) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EventLine::numbers).toList();
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
