package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

/** Options whose value is a JSON object. */
final class JsonOption {

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
}
