package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Setting;
import org.dawsonmri.SettingRow;
import org.dawsonmri.Settings;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.dataset.DataChoice;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.network.Networks;
import org.dawsonmri.segment.SegmentOptions;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mixin of options that are settings. They are made from the settings' table: names, types, helps with choices and
 * defaults; what is given comes back as JSON, to be laid over other settings.
 */
public final class SettingOptions {

    /** NB: that NaN makes no sense is said by the setting. */
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private final List<SettingRow> rows;
    /** True if these are all that a training has. */
    private final boolean training;
    private final Map<SettingRow, Object> given = new LinkedHashMap<>();

    /** @param paths which settings of a training; without any all that the command line has */
    public SettingOptions(String... paths) {
        this(TrainingSettings.all(), paths.length == 0, paths);
    }

    private SettingOptions(List<SettingRow> table, boolean training, String... paths) {
        List<String> wanted = List.of(paths);
        this.training = training;
        // All commands have --threads.
        this.rows = table.stream().filter(row -> !row.path().equals("threads") && (wanted.isEmpty()
            ? row.isIn(Setting.Door.COMMAND_LINE) : wanted.contains(row.path()))).toList();
    }

    /** Of a segmentation. @param paths which; without any all that the command line has */
    public static SettingOptions ofSegmentation(String... paths) {
        return new SettingOptions(SegmentOptions.table(), false, paths);
    }

    /** Those that choose among a data set's files. */
    public static SettingOptions ofData() {
        return new SettingOptions("data.label", "data.filter");
    }

    /** Called by picocli when it reads the mixin. */
    @Spec
    void addTo(CommandSpec mixin) {
        rows.forEach(row -> mixin.addOption(option(row)));
    }

    /** What was given, by the names of a configuration. */
    public JsonObject changes() {
        JsonObject changes = new JsonObject();
        rows.stream().filter(given::containsKey).forEach(row -> row.put(changes, value(row)));
        return changes;
    }

    /** What was given of {@link #ofData}. */
    public DataChoice choice() {
        return changes().get("data") instanceof JsonObject data
            ? Settings.read(DataChoice.NONE, data, "the command line") : DataChoice.NONE;
    }

    /** @throws DawsonException if files are chosen, but no data set of which to choose */
    public void requireFor(Path data) {
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
        return row.isObject() ? parse(row.option(), (String) value) : GSON.toJsonTree(value);
    }

    private OptionSpec option(SettingRow row) {
        boolean flag = row.type() == boolean.class;
        OptionSpec.Builder option = OptionSpec.builder(row.option()).type(row.type() == List.class ? List.class
            : flag || row.isNumber() ? wrapper(row.type()) : String.class).paramLabel(label(row))
            .description(TrainingSettings.help(row, choices(row), training).replace("%", "%%")).setter(new ISetter() {
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
        return !own.isEmpty() ? own : row.isObject() ? "JSON" : type == double.class || type == Double.class ? "X"
            : row.isNumber() || type == Integer.class ? "N" : "NAME";
    }

    /** Registries know what else there is. */
    private static List<String> choices(SettingRow row) {
        return switch (row.path()) {
            case "network" -> Networks.names();
            case "loss" -> Losses.names();
            case "optimizer" -> Optimizers.names();
            default -> TrainingSettings.choices(row);
        };
    }
}
