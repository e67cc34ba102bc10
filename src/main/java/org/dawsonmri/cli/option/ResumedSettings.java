package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.config.Protocol;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.model.ModelFolder;

import com.google.gson.JsonObject;

import java.util.List;
import java.util.Set;

/** The settings of a training that goes on: its own, so that what is given again has to be the same. */
public final class ResumedSettings {

    /** What may be otherwise than before; the last two because a training may diverge with what it began with. */
    private static final Set<String> CHANGEABLE =
        Set.of("epochs", "patience", "threads", "learning_rate", "schedule_options");

    private ResumedSettings() {
    }

    /**
     * Lays what is given over what the model has.
     *
     * @param layers settings, later ones over earlier ones
     * @throws DawsonException if a setting is given that cannot change
     */
    public static TrainingConfig of(ModelFolder model, List<Protocol> layers) {
        TrainingConfig before = model.readDescription().config();
        TrainingConfig now = ConfigOption.over(before, layers.stream().map(layer -> new Protocol(layer.name(),
            layer.description(), withoutNull(layer.settings()))).toList());
        JsonObject old = Settings.toJson(before);
        Settings.toJson(now).entrySet().forEach(setting -> {
            if (!CHANGEABLE.contains(setting.getKey()) && !setting.getValue().equals(old.get(setting.getKey()))) {
                throw new DawsonException("--resume goes on with the settings of " + model.path() + ": '"
                    + setting.getKey() + "' is " + old.get(setting.getKey()) + " there and cannot become "
                    + setting.getValue() + "; only " + String.join(", ", CHANGEABLE.stream().sorted().toList())
                    + " can change");
            }
        });
        return now;
    }

    /** Intensities that are to be measured have been. */
    private static JsonObject withoutNull(JsonObject file) {
        JsonObject settings = file.deepCopy();
        if (settings.get("preprocessing") instanceof JsonObject preprocessing
            && preprocessing.has("statistics") && preprocessing.get("statistics").isJsonNull()) {
            preprocessing.remove("statistics");
        }
        return settings;
    }
}
