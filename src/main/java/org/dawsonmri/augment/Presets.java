package org.dawsonmri.augment;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Augmentations by name. In settings, the name stands for the whole, or goes before what differs from it:
 *
 * <pre>
 * {"augmentation": "mri"}
 * {"augmentation": {"preset": "mri", "rotation": {"max_degrees": 30}, "painted_lesions": {"folder": "masks"}}}
 * </pre>
 */
public final class Presets {

    private static final String KEY = "augmentation";

    private Presets() {
    }

    /** All of them, by name. */
    public static Map<String, Augmentation> all() {
        Map<String, Augmentation> presets = new LinkedHashMap<>();
        presets.put("none", new Augmentation());
        presets.put("mri", Augmentation.mri());
        presets.put("spinal-cord", Augmentation.spinalCord());
        return presets;
    }

    /**
     * Settings of a training with the preset that they name, if any, written out.
     *
     * @param changes settings of a training
     * @param source where they come from, for messages
     * @throws DawsonException if there is no preset of that name
     */
    public static JsonObject resolve(JsonObject changes, String source) {
        JsonElement given = changes.get(KEY);
        boolean isName = given != null && given.isJsonPrimitive();
        if (!isName && !(given instanceof JsonObject object && object.has(Settings.PRESET))) {
            return changes;
        }
        JsonObject rest = isName ? new JsonObject() : given.getAsJsonObject().deepCopy();
        JsonElement name = isName ? given : rest.remove(Settings.PRESET);
        Augmentation preset = name.isJsonPrimitive() ? all().get(name.getAsString()) : null;
        if (preset == null) {
            throw new DawsonException(source + ": no augmentation preset is called " + name + "; known are "
                + String.join(", ", all().keySet()));
        }
        JsonObject resolved = changes.deepCopy();
        resolved.add(KEY, Settings.toJson(Settings.read(preset, rest, source + ": " + KEY)));
        return resolved;
    }
}
