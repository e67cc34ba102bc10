package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Interval;
import org.dawsonmri.SettingRow;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.imagej.FormInfo;
import org.dawsonmri.imagej.FormItem;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;
import org.scijava.util.ClassUtils;

import java.util.ArrayList;
import java.util.List;

/** What was entered into a form: looked at before any work, and as settings. */
final class FormFields {

    private static final Gson GSON = new Gson();

    private final DawsonCommand form;
    private final List<FormItem<?>> items = new ArrayList<>();

    FormFields(DawsonCommand form) {
        this.form = form;
        for (ModuleItem<?> item : FormInfo.of(new CommandInfo(form.getClass())).inputs()) {
            if (item instanceof FormItem<?> field) {
                items.add(field);
            }
        }
    }

    /** The settings of a table that were given: those whose fields are not as in a new form. */
    JsonObject given(List<SettingRow> table) {
        JsonObject given = new JsonObject();
        items.stream().filter(item -> item.setting() != null && table.contains(item.setting())
            && !value(item).equals(trimmed(item.start()))).forEach(item -> put(item, given));
        return given;
    }

    /** Sets a setting to what its field shows, even if that is as in a new form. */
    void put(String name, JsonObject settings) {
        items.stream().filter(item -> item.getName().equals(name)).forEach(item -> put(item, settings));
    }

    /** @throws DawsonException if a field has a value that the form does not offer */
    void check() {
        for (FormItem<?> item : items) {
            Object value = value(item);
            if (value instanceof Number number) {
                check(item, number.doubleValue());
            } else if (value instanceof String text && !choices(item).isEmpty() && !text.equals(item.start())) {
                DawsonCommand.oneOf(item.getName(), text, choices(item));
            }
        }
    }

    // -- Helper methods --

    private static void check(FormItem<?> item, double value) {
        Interval range = item.setting() == null || item.isNone()
            ? Interval.of(item.getMinimumValue(), item.getMaximumValue()) : item.setting().range();
        if (!range.has(value)) {
            throw new DawsonException("'" + item.getName() + "': is " + Interval.number(value) + ", expected "
                + range.text(""));
        }
    }

    /** The words that a field takes, whether it shows them or not. */
    private static List<String> choices(FormItem<?> item) {
        List<?> shown = item.getChoices();
        return shown != null && !shown.isEmpty() ? shown.stream().map(String::valueOf).toList()
            : item.setting() == null ? List.of() : TrainingSettings.choices(item.setting());
    }

    private void put(FormItem<?> item, JsonObject settings) {
        SettingRow row = item.setting();
        Object value = value(item);
        try {
            row.put(settings, GSON.toJsonTree(row.type() == List.class ? row.parse((String) value) : value));
        } catch (NumberFormatException e) {
            throw new DawsonException("'" + row.field() + "': is " + value + ", expected whole numbers with commas"
                + " between, such as " + row.text(row.standard()), e);
        }
    }

    private Object value(FormItem<?> item) {
        return trimmed(ClassUtils.getValue(item.getField(), form));
    }

    private static Object trimmed(Object value) {
        return value instanceof String text ? text.trim() : value;
    }
}
