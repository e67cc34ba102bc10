package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.SettingRow;
import org.dawsonmri.Settings;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.Presets;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.loss.Losses;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.train.optimize.Optimizers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mixin of options that are settings. They are made from the settings' table: names, types, helps with choices and
 * defaults; what is given comes back as JSON, to be laid over other settings.
 */
final class SettingOptions {

    /** NB: that NaN makes no sense is said by the setting. */
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private final List<SettingRow> rows;
    /** True if these are all that a training has. */
    private final boolean training;
    private final Map<SettingRow, Object> given = new LinkedHashMap<>();

    /** @param paths which settings of a training; without any all that the command line has */
    SettingOptions(String... paths) {
        this.training = paths.length == 0;
        // All commands have --threads.
        this.rows = TrainingSettings.onCommandLine(paths).stream().filter(row -> !row.path().equals("threads")).toList();
    }

    /** Those that choose among a data set's files. */
    static SettingOptions ofData() {
        return new SettingOptions("data.label", "data.filter");
    }

    /** Called by picocli when it reads the mixin. */
    @Spec
    void addTo(CommandSpec mixin) {
        rows.forEach(row -> mixin.addOption(option(row)));
    }

    /** What was given, by the names of a configuration. */
    JsonObject changes() {
        JsonObject changes = new JsonObject();
        rows.stream().filter(given::containsKey).forEach(row -> row.put(changes, value(row)));
        return changes;
    }

    /** What was given of {@link #ofData}. */
    DataChoice choice() {
        return changes().get("data") instanceof JsonObject data
            ? Settings.read(DataChoice.NONE, data, "the command line") : DataChoice.NONE;
    }

    /** @throws DawsonException if files are chosen, but no data set of which to choose */
    void requireFor(Path data) {
        if (data == null && choice().isGiven()) {
            throw new DawsonException("--label and --filter choose among the files of a data set, and there is none; give"
                + " --data, or leave them out");
        }
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

    // -- Helper methods --

    private JsonElement value(SettingRow row) {
        Object value = given.get(row);
        return isObject(row) ? parse(row.option(), (String) value) : GSON.toJsonTree(value);
    }

    private OptionSpec option(SettingRow row) {
        boolean flag = row.type() == boolean.class;
        OptionSpec.Builder option = OptionSpec.builder(row.option()).type(row.type() == List.class ? List.class
            : flag || row.isNumber() ? wrapper(row.type()) : String.class).paramLabel(label(row))
            .description(help(row).replace("%", "%%")).setter(new ISetter() {
                @Override
                @SuppressWarnings("unchecked")
                public <T> T set(T value) {
                    return (T) (value == null ? given.remove(row) : given.put(row, value));
                }
            });
        if (row.type() == List.class) {
            option.auxiliaryTypes(row.elements()).splitRegex(",").arity("1");
        }
        return option.build();
    }

    private static Class<?> wrapper(Class<?> primitive) {
        return primitive == int.class ? Integer.class : primitive == long.class ? Long.class
            : primitive == double.class ? Double.class : Boolean.class;
    }

    private static String label(SettingRow row) {
        String own = row.about().value();
        Class<?> type = row.elements();
        return !own.isEmpty() ? own : isObject(row) ? "JSON" : type == double.class || type == Double.class ? "X"
            : row.isNumber() || type == Integer.class ? "N" : "NAME";
    }

    private static boolean isObject(SettingRow row) {
        return row.type() == JsonObject.class || row.type().isRecord() && row.type() != Augmentation.class;
    }

    private String help(SettingRow row) {
        String help = row.about().help();
        if (row.type() == boolean.class || isObject(row)) {
            return help;
        }
        String ofCascades = training ? TrainingSettings.ofCascades(row).map("; of cascades "::concat).orElse("") : "";
        List<String> choices = choices(row);
        if (choices.isEmpty()) {
            return help + " Default: " + row.text(row.standard()) + ofCascades + ".";
        }
        // An augmentation that nobody names is the first one.
        String usual = row.type().isRecord() ? choices.get(0) : row.text(row.standard());
        List<String> marked = new ArrayList<>(choices);
        marked.replaceAll(choice -> choice.equals(usual) ? choice + " (default)" : choice);
        return help + " One of " + SettingRow.oneOf(marked) + ofCascades + ".";
    }

    /** Registries know what else there is. */
    private static List<String> choices(SettingRow row) {
        return switch (row.path()) {
            case "network" -> Networks.names();
            case "loss" -> Losses.names();
            case "optimizer" -> Optimizers.names();
            case "preprocessing.normalization" -> Normalizers.names();
            case "augmentation" -> List.copyOf(Presets.all().keySet());
            default -> row.choices();
        };
    }
}
