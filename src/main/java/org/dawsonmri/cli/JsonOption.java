package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import java.util.Locale;

/** Options as JSON: those whose value is an object, and those that are laid over settings. */
final class JsonOption {

    /** NB: that NaN makes no sense is said by the setting. */
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private JsonOption() {
    }

    /** @throws DawsonException if the text is no JSON object */
    static JsonObject parse(String option, String text) {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonSyntaxException | IllegalStateException e) {
            throw new DawsonException(option + ": not a JSON object: " + text + "; expected something like "
                + "'{\"name\": 16}'", e);
        }
    }

    /** Adds an option that was given to an object of settings; null was not. */
    static void add(JsonObject object, String key, Object value) {
        if (value != null) {
            object.add(key, GSON.toJsonTree(value));
        }
    }

    /** The same of an option that is a JSON object itself, {@code --key} on the command line. */
    static void addObject(JsonObject object, String key, String text) {
        if (text != null) {
            object.add(key, parse("--" + key.replace('_', '-'), text));
        }
    }

    /** A word as settings write it: {@code reduce-on-plateau} is REDUCE_ON_PLATEAU. */
    static String upper(String word) {
        return word == null ? null : word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
