package org.dawsonmri;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A row of a {@link SettingTable}: one setting.
 *
 * @param path its name in JSON, with those of the objects it lies in: {@code preprocessing.axes}
 * @param type what its values are; of a list {@link List}
 * @param elements what a list holds; else the type itself
 * @param about what is said of it
 * @param standard its default in JSON
 */
public record SettingRow(String path, Class<?> type, Class<?> elements, Setting about, JsonElement standard) {

    static SettingRow of(String path, RecordComponent component, JsonElement standard) {
        Type generic = component.getGenericType();
        Class<?> type = component.getType();
        return new SettingRow(path, type, type == List.class && generic instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> held ? held : type,
            component.getAnnotation(Setting.class), standard);
    }

    /** Its own name in JSON. */
    public String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Its name on the command line, dashes included. */
    public String option() {
        return "--" + (about.option().isEmpty() ? key().replace('_', '-') : about.option());
    }

    /** Its name in forms and macros. */
    public String field() {
        return about.field().isEmpty() ? key() : about.field();
    }

    /** True if it can be set there. */
    public boolean isIn(Setting.Door door) {
        return Arrays.asList(about.doors()).contains(door);
    }

    /** True if it is a number. */
    public boolean isNumber() {
        return type == int.class || type == long.class || type == double.class;
    }

    /** True if its values are free-form objects of settings, or such that only JSON can say. */
    public boolean isObject() {
        return type == JsonObject.class || type.isRecord() && !path.equals("augmentation");
    }

    /** A list's values from a text with commas between. @throws NumberFormatException if they are no whole numbers */
    public List<?> parse(String text) {
        List<String> words = Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
        return elements == Integer.class ? words.stream().map(Integer::valueOf).toList() : words;
    }

    /** The words that it can be; empty unless its type knows them. */
    public List<String> choices() {
        return type.isEnum() ? Arrays.stream(type.getEnumConstants()).map(c -> word((Enum<?>) c)).toList() : List.of();
    }

    /** A constant as users write it: {@code reduce-on-plateau}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a constant from that. */
    public static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    public Interval range() {
        return Interval.parse(about.range());
    }

    /** What it should be, after "expected". */
    public String expected() {
        return type.isEnum() ? oneOf(choices()) : range().text(about.zero());
    }

    /** {@code a, b or c}. */
    public static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** A value as users write it; what is not given is what that comes to. */
    public String text(JsonElement value) {
        if (value instanceof JsonArray list && !list.isEmpty()) {
            return list.asList().stream().map(this::text).collect(Collectors.joining(","));
        }
        if (!(value instanceof JsonPrimitive simple) || simple.getAsString().isEmpty()) {
            return about.unset();
        }
        if (simple.isNumber()) {
            double number = simple.getAsDouble();
            return Interval.number(number) + (number == 0 && !about.zero().isEmpty() ? ", " + about.zero() : "");
        }
        return type.isEnum() ? simple.getAsString().toLowerCase(Locale.ROOT).replace('_', '-') : simple.getAsString();
    }

    /** @throws IllegalArgumentException if a value makes no sense; what null means others know */
    void check(Object value) {
        boolean wrong = value == null ? type.isEnum()
            : (value instanceof List<?> list ? list : List.of(value)).stream()
                .anyMatch(each -> each instanceof Number n && !range().has(n.doubleValue()));
        if (wrong) {
            throw new IllegalArgumentException(path + " is " + (value == null ? "unknown" : value) + ", expected "
                + expected());
        }
    }

    /** Sets it in settings; of settings that are objects all of them, or by a name the preset which they begin with. */
    public void put(JsonObject settings, JsonElement value) {
        String[] names = (type.isRecord() && !value.isJsonObject() ? path + "." + Settings.PRESET : path).split("\\.");
        JsonObject inner = settings;
        for (String name : Arrays.copyOf(names, names.length - 1)) {
            if (!inner.has(name)) {
                inner.add(name, new JsonObject());
            }
            inner = inner.getAsJsonObject(name);
        }
        inner.add(names[names.length - 1], value);
    }

    /** What settings say of it, or null. */
    public JsonElement get(JsonObject settings) {
        JsonElement found = settings;
        for (String name : path.split("\\.")) {
            found = found instanceof JsonObject object ? object.get(name) : null;
        }
        return found;
    }
}
