package org.dawsonmri;

import com.google.gson.JsonObject;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The {@link Setting}s of records as a table, in the order of their components. */
public final class SettingTable {

    private SettingTable() {
    }

    /**
     * All settings of a record and of the records in it.
     *
     * @param defaults with the values that hold where nothing is said
     */
    public static List<SettingRow> of(Record defaults) {
        List<SettingRow> rows = new ArrayList<>();
        addTo(rows, "", defaults.getClass(), Settings.toJson(defaults));
        return List.copyOf(rows);
    }

    /**
     * For a record's constructor: looks at its values before they are taken.
     *
     * @param prefix of its settings' names in messages
     * @param values of all components, in order
     * @throws IllegalArgumentException for the first that makes no sense
     */
    public static void check(String prefix, Class<? extends Record> type, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].isAnnotationPresent(Setting.class)) {
                SettingRow.of(prefix + Settings.key(components[i]), components[i], null).check(values[i]);
            }
        }
    }

    private static void addTo(List<SettingRow> rows, String prefix, Class<?> type, JsonObject defaults) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = Settings.key(component);
            if (component.isAnnotationPresent(Setting.class)) {
                rows.add(SettingRow.of(prefix + key, component, defaults.get(key)));
            }
            if (component.getType().isRecord() && defaults.get(key) instanceof JsonObject inner) {
                addTo(rows, prefix + key + ".", component.getType(), inner);
            }
        }
    }
}
