package org.dawsonmri.config;

import org.dawsonmri.SettingRow;
import org.dawsonmri.SettingTable;
import org.dawsonmri.augment.Presets;
import org.dawsonmri.preprocess.Normalizers;

import com.google.gson.JsonElement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of a training's settings: the rows of {@link TrainingConfig} and of all that is in it. What a cascade begins
 * with comes from its protocol.
 */
public final class TrainingSettings {

    private static final List<SettingRow> ROWS = SettingTable.of(new TrainingConfig());

    private TrainingSettings() {
    }

    public static List<SettingRow> all() {
        return ROWS;
    }

    /** What a setting is in the training of a cascade where nobody says it; empty if that is nothing special. */
    private static Optional<String> ofCascades(SettingRow row) {
        JsonElement value = row.get(Protocols.shipped(Protocols.CASCADE).settings());
        boolean special = value != null && !row.type().isRecord() && !row.path().equals("network")
            && !row.text(value).equals(row.text(row.standard()));
        return special ? Optional.of(row.text(value)) : Optional.empty();
    }

    /** The words that a setting can be, as far as they are known without TensorFlow; empty if there are no such. */
    public static List<String> choices(SettingRow row) {
        return switch (row.path()) {
            case "augmentation" -> List.copyOf(Presets.all().keySet());
            case "preprocessing.normalization" -> Normalizers.names();
            default -> row.choices();
        };
    }

    /**
     * What is to be known where nothing else shows it: help, choices and what is taken if nothing is given.
     *
     * @param choices the words that it can be; empty if anything
     * @param training whether what cascades begin with is told, too
     */
    public static String help(SettingRow row, List<String> choices, boolean training) {
        String help = row.about().help();
        if (row.type() == boolean.class || row.isObject()) {
            return help;
        }
        String ofCascades = training ? ofCascades(row).map("; of cascades "::concat).orElse("") : "";
        if (choices.isEmpty()) {
            return help + " Default: " + row.text(row.standard()) + ofCascades + ".";
        }
        // An augmentation that nobody names is the first one.
        String usual = row.type().isRecord() ? choices.get(0) : row.text(row.standard());
        List<String> marked = new ArrayList<>(choices);
        marked.replaceAll(choice -> choice.equals(usual) ? choice + " (default)" : choice);
        return help + " One of " + SettingRow.oneOf(marked) + ofCascades + ".";
    }
}
