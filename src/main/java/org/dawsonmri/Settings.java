package org.dawsonmri;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Settings are records; this is their JSON form, with snake_case keys. Reading lays the given keys over a record of
 * defaults, so that a file names only what it changes, and refuses keys nobody knows.
 *
 * <pre>{@code
 * Unet unet = Settings.read(new Unet(), json, "network_options");
 * }</pre>
 */
public final class Settings {

    /** In an object of settings the name of what it begins with. */
    public static final String PRESET = "preset";

    private static final Gson GSON = JsonNumbers.builder().registerTypeAdapterFactory(new Words())
        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).setPrettyPrinting().create();

    /** The history of a long training takes some hundred kilobytes. */
    private static final long LARGEST_FILE = 64L << 20;

    private Settings() {
    }

    /** All settings of a record, defaults included. */
    public static JsonObject toJson(Object settings) {
        return GSON.toJsonTree(settings).getAsJsonObject();
    }

    /** The same as indented text. */
    public static String toText(Object settings) {
        return GSON.toJson(settings);
    }

    /**
     * The defaults with {@code changes} laid over them; objects inside objects are laid over key by key.
     *
     * @param what where the changes come from, for messages
     * @throws DawsonException if a key is unknown or a value has the wrong type
     */
    public static <T> T read(T defaults, JsonObject changes, String what) {
        JsonObject merged = toJson(defaults);
        overlay(merged, defaults.getClass(), changes, what, "");
        try {
            @SuppressWarnings("unchecked")
            T result = (T) GSON.fromJson(merged, defaults.getClass());
            return result;
        } catch (JsonParseException | NumberFormatException e) {
            throw new DawsonException(what + ": a setting has a value of the wrong kind (" + rootMessage(e)
                + "); compare with 'dawson.json' of a trained model", e);
        } catch (RuntimeException e) {
            throw new DawsonException(what + ": " + rootMessage(e), e);
        }
    }

    /** The name of a record's component in JSON. */
    static String key(RecordComponent component) {
        try {
            return GSON.fieldNamingStrategy().translateName(component.getDeclaringRecord()
                .getDeclaredField(component.getName()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The text of a file of settings.
     *
     * @throws DawsonException if it is larger than any such file
     * @throws IOException if it cannot be read
     */
    public static String text(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new DawsonException(file + ": has " + size + " bytes, expected settings as JSON of at most "
                + LARGEST_FILE + "; it is something else or damaged");
        }
        return Files.readString(file);
    }

    /** Writes settings to a file, whole or not at all. */
    public static void write(JsonObject settings, Path file) {
        AtomicFile.write(file, out -> out.write(settings.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The type's value in JSON, for files without defaults such as a model's description.
     *
     * @param source the file's name, for messages
     * @throws DawsonException if it is something else
     */
    public static <T> T parse(String text, Class<T> type, String source) {
        try {
            T value = GSON.fromJson(text, type);
            if (value != null) {
                return value;
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new DawsonException(source + ": is damaged or something else (" + rootMessage(e) + ")", e);
        }
        throw new DawsonException(source + ": is empty; copy it again");
    }

    // -- Helper methods --

    private static void overlay(JsonObject base, Class<?> type, JsonObject changes, String what, String prefix) {
        for (Map.Entry<String, JsonElement> change : changes.entrySet()) {
            String key = change.getKey();
            // What is no record is free-form: its keys are another reader's business.
            if (!base.has(key) && type.isRecord()) {
                throw new DawsonException(what + ": unknown key '" + prefix + key + "'; known are "
                    + String.join(", ", base.keySet()));
            }
            JsonElement old = base.get(key);
            if (old != null && old.isJsonObject() && change.getValue().isJsonObject()) {
                overlay(old.getAsJsonObject(), typeOf(type, key), change.getValue().getAsJsonObject(), what,
                    prefix + key + ".");
            } else {
                base.add(key, change.getValue());
            }
        }
    }

    /** What a record declares its component of that JSON name to be. */
    private static Class<?> typeOf(Class<?> type, String key) {
        for (Field field : type.getDeclaredFields()) {
            if (type.isRecord() && GSON.fieldNamingStrategy().translateName(field).equals(key)) {
                return field.getType();
            }
        }
        return JsonObject.class;
    }

    /** NB: gson wraps what a record's own constructor throws. */
    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.lines().findFirst().orElse("");
    }

    /** Constants are written as Java names them, and also understood as users write them, such as reduce-on-plateau. */
    private static final class Words implements TypeAdapterFactory {

        @Override
        public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            if (!type.getRawType().isEnum()) {
                return null;
            }
            TypeAdapter<T> names = gson.getDelegateAdapter(this, type);
            return new TypeAdapter<>() {
                @Override
                public void write(JsonWriter out, T value) throws IOException {
                    names.write(out, value);
                }

                @Override
                public T read(JsonReader in) throws IOException {
                    JsonElement name = JsonParser.parseReader(in);
                    return names.fromJsonTree(name.isJsonPrimitive()
                        ? new JsonPrimitive(SettingRow.constant(name.getAsString())) : name);
                }
            };
        }
    }
}
