package org.dawsonmri.config;

import org.dawsonmri.Setting;
import org.dawsonmri.SettingRow;
import org.dawsonmri.SettingTable;

import com.google.gson.JsonElement;

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

    /** Those of the paths, in the table's order; without paths those that the command line has. */
    public static List<SettingRow> onCommandLine(String... paths) {
        List<String> wanted = List.of(paths);
        return ROWS.stream().filter(row -> wanted.isEmpty() ? row.isIn(Setting.Door.COMMAND_LINE)
            : wanted.contains(row.path())).toList();
    }

    /** What a setting is in the training of a cascade where nobody says it; empty if that is nothing special. */
    public static Optional<String> ofCascades(SettingRow row) {
        JsonElement value = row.get(Protocols.shipped(Protocols.CASCADE).settings());
        boolean special = value != null && !row.type().isRecord() && !row.path().equals("network")
            && !row.text(value).equals(row.text(row.standard()));
        return special ? Optional.of(row.text(value)) : Optional.empty();
    }
}
