package org.dawsonmri.config;

import org.dawsonmri.DawsonException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second paper's parameters file ({@code parameters_template.json}: groups transforms, training, net and input) as
 * settings of Dawson. Where the paper's text and its published code differ, the text is followed, and a note says so.
 * What a file leaves out is as the published code has it.
 *
 * @param settings for {@link TrainingConfig#with}
 * @param notes what is not used or otherwise than in the published code, and why; a line each
 */
public record PaperTemplate(JsonObject settings, List<String> notes) {

    private static final Map<String, Set<String>> KEYS = Map.of(
        "transforms", Set.of("flip_rate", "scale_range", "ratio_range", "max_angle", "elastic_rate", "alpha_range",
            "sigma_range", "channel_shift_range"),
        "training", Set.of("learning_rate", "optimizer", "sgd_momentum", "loss_function", "dice_smooth", "batch_size",
            "nb_epochs", "lr_schedule", "poly_schedule_p"),
        "net", Set.of("model", "drop_rate", "bn_momentum"),
        "input", Set.of("data_type", "matrix_size", "resolution", "orientation"));
    private static final Map<String, String> NETWORKS = Map.of("smallunet", "smallunet", "unet", "unet-neuropoly",
        "segnet", "segnet", "nopoolaspp", "nopool-aspp");
    private static final Map<String, String> OPTIMIZERS = Map.of("adam", "adam", "sgd", "sgd");
    private static final Map<String, String> LOSSES = Map.of("dice", "dice", "crossentropy", "cross-entropy");
    private static final Map<String, String> SCHEDULES = Map.of("constant", "CONSTANT", "cosine", "COSINE", "poly",
        "POLY");

    /** True if a file has the groups of the paper's. */
    static boolean isOne(JsonObject file) {
        return KEYS.keySet().stream().anyMatch(file::has);
    }

    /**
     * Translates a file.
     *
     * @param source the file's name, for messages
     * @throws DawsonException if a key or a value is not one of the paper's
     */
    static PaperTemplate translate(JsonObject file, String source) {
        return new Translation(file, source).run();
    }

    /** One file on its way. */
    private static final class Translation {
        private final JsonObject file;
        private final String source;
        private final JsonObject settings = new JsonObject();
        private final List<String> notes = new ArrayList<>();

        Translation(JsonObject file, String source) {
            this.file = file;
            this.source = source;
        }

        PaperTemplate run() {
            for (String group : file.keySet()) {
                requireKnown(group);
            }
            settings.addProperty("slices", "ALL");
            transforms(new Group("transforms"));
            training(new Group("training"));
            net(new Group("net"));
            input(new Group("input"));
            return new PaperTemplate(settings, List.copyOf(notes));
        }

        private void transforms(Group g) {
            JsonObject augmentation = new JsonObject();
            augmentation.addProperty("preset", "none");
            if (g.has("flip_rate")) {
                augmentation.add("flip", object("probability", g.number("flip_rate"), "x", true, "y", false));
                notes.add("flip_rate is used; the published code flips half of the slices whatever it is (T1)");
            }
            if (g.has("max_angle")) {
                augmentation.add("rotation", object("probability", 1, "max_degrees", g.angle("max_angle"),
                    "interpolation", "NEAREST"));
            }
            if (g.has("scale_range")) {
                augmentation.add("resized_crop", object("probability", 1, "area_range", g.pair("scale_range"),
                    "ratio_range", g.pair("ratio_range")));
            }
            if (g.has("alpha_range")) {
                augmentation.add("elastic", object("probability", g.number("elastic_rate", 0.5), "alpha_range",
                    g.pair("alpha_range"), "sigma_range", g.pair("sigma_range"), "independent_fields", false));
                notes.add("image and labels are bent alike; the published code bends each in its own way (T7)");
            }
            if (g.has("channel_shift_range")) {
                augmentation.add("channel_shift", object("probability", 1, "max_percent",
                    g.number("channel_shift_range")));
                notes.add("channel_shift_range is used, as the text says; the published code never shifts (T2)");
            }
            settings.add("augmentation", augmentation);
        }

        private void training(Group g) {
            g.copy("learning_rate", "learning_rate");
            g.copy("batch_size", "batch_size");
            g.copy("nb_epochs", "epochs");
            settings.addProperty("drop_last", true);
            String optimizer = g.choice("optimizer", "adam", OPTIMIZERS);
            settings.addProperty("optimizer", optimizer);
            settings.add("optimizer_options", optimizer.equals("sgd")
                ? object("momentum", g.number("sgd_momentum", 0.9)) : object("epsilon", 1e-8));
            String loss = g.choice("loss_function", "dice", LOSSES);
            settings.addProperty("loss", loss);
            if (loss.equals("dice")) {
                settings.add("loss_options", object("smooth", g.number("dice_smooth", 0.001)));
            } else {
                notes.add("cross-entropy is computed on logits; the published code takes a second softmax of "
                    + "probabilities for its U-Nets (T8)");
            }
            settings.addProperty("schedule", g.choice("lr_schedule", "constant", SCHEDULES));
            settings.add("schedule_options", object("poly_power", g.number("poly_schedule_p", 0.9)));
            notes.add("the weights of the best validation Dice are kept, where the published code keeps those of the "
                + "lowest validation loss");
        }

        private void net(Group g) {
            settings.addProperty("network", g.choice("model", "unet", NETWORKS));
            // PyTorch's momentum is the share of the new statistics, Keras' and Dawson's that of the old ones.
            settings.add("network_options", object("dropout", g.number("drop_rate", 0.4), "momentum",
                Math.round(1e9 * (1 - g.number("bn_momentum", 0.1))) / 1e9));
        }

        private void input(Group g) {
            JsonObject preprocessing = object("orientation", "stored", "clip", JsonParser.parseString("[0, 100]"),
                "normalization", "DATASET");
            if (g.has("matrix_size")) {
                preprocessing.add("size", g.pair("matrix_size"));
            }
            settings.add("preprocessing", preprocessing);
            notes.add("every network gets intensities scaled by the training scans' mean and standard deviation, as the "
                + "text says; the published code gives its U-Nets plain ones (T5)");
            if (g.has("data_type")) {
                notes.add("data_type is not used: all numbers are float32, as in the published datasets");
            }
            if (g.has("resolution") || g.has("orientation")) {
                notes.add("resolution and orientation are not used: they are for information only, in the published "
                    + "code too; scans are taken as stored");
            }
        }

        private void requireKnown(String group) {
            if (!KEYS.containsKey(group)) {
                throw new DawsonException(source + ": unknown key '" + group + "'; a parameters file of the second "
                    + "paper has transforms, training, net and input");
            }
            if (!file.get(group).isJsonObject()) {
                throw new DawsonException(source + ": '" + group + "' is " + file.get(group) + ", expected an object");
            }
            for (String key : file.getAsJsonObject(group).keySet()) {
                if (!KEYS.get(group).contains(key)) {
                    throw new DawsonException(source + ": unknown key '" + group + "." + key + "'; known are "
                        + String.join(", ", KEYS.get(group).stream().sorted().toList()));
                }
            }
        }

        private static JsonObject object(Object... namesAndValues) {
            JsonObject object = new JsonObject();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                String name = (String) namesAndValues[i];
                Object value = namesAndValues[i + 1];
                if (value instanceof Number n) {
                    object.addProperty(name, n);
                } else if (value instanceof Boolean b) {
                    object.addProperty(name, b);
                } else if (value instanceof JsonElement e) {
                    object.add(name, e);
                } else {
                    object.addProperty(name, value.toString());
                }
            }
            return object;
        }

        /** One of the file's groups; an absent one is empty. */
        private final class Group {
            private final String name;
            private final JsonObject keys;

            Group(String name) {
                this.name = name;
                this.keys = file.has(name) ? file.getAsJsonObject(name) : new JsonObject();
            }

            boolean has(String key) {
                return keys.has(key);
            }

            void copy(String key, String setting) {
                if (has(key)) {
                    number(key);
                    settings.add(setting, keys.get(key));
                }
            }

            double number(String key, double missing) {
                return has(key) ? number(key) : missing;
            }

            double number(String key) {
                if (!isNumber(keys.get(key))) {
                    throw wrong(key, "a number");
                }
                return keys.get(key).getAsDouble();
            }

            JsonArray pair(String key) {
                if (!(keys.get(key) instanceof JsonArray pair) || pair.size() != 2 || !isNumber(pair.get(0))
                    || !isNumber(pair.get(1))) {
                    throw wrong(key, "two numbers");
                }
                return pair;
            }

            /** A number a for angles from −a to a, or such a pair. */
            double angle(String key) {
                if (isNumber(keys.get(key))) {
                    return number(key);
                }
                JsonArray pair = pair(key);
                if (pair.get(0).getAsDouble() != -pair.get(1).getAsDouble()) {
                    throw wrong(key, "a number, or as much to the one side as to the other");
                }
                return Math.abs(pair.get(1).getAsDouble());
            }

            String choice(String key, String missing, Map<String, String> choices) {
                JsonElement value = keys.get(key);
                if (value == null) {
                    return choices.get(missing);
                }
                String choice = value.isJsonPrimitive() ? choices.get(value.getAsString()) : null;
                if (choice == null) {
                    throw wrong(key, "one of " + String.join(", ", choices.keySet().stream().sorted().toList()));
                }
                return choice;
            }

            private DawsonException wrong(String key, String expected) {
                return new DawsonException(source + ": " + name + "." + key + " is "
                    + (has(key) ? keys.get(key) : "missing") + ", expected " + expected);
            }
        }

        private static boolean isNumber(JsonElement value) {
            return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
        }
    }
}
