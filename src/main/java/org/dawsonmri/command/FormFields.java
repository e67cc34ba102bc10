package org.dawsonmri.command;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Interval;
import org.dawsonmri.Setting;
import org.dawsonmri.SettingRow;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.segment.SegmentOptions;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.MutableModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.util.ClassUtils;
import org.scijava.widget.FileWidget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What forms show of the fields that have no label of their own: what the settings' table says of a setting of that
 * name, else what all forms say alike of a field of that name.
 */
final class FormFields {

    /** What a form says for a data set without regard to its splits. */
    static final String ALL = "all";

    /** What several forms have besides settings. */
    private enum Shared {
        DATA("Data set", "both", "A dataset.tsv (columns subject, split, one per modality, label), its folder, or a BIDS"
            + " folder."),
        SPLIT("Part of the data set", "", "Only the subjects whose row says so in the column 'split'.", ALL,
            Split.TRAIN.text(), Split.VALIDATION.text(), Split.TEST.text()),
        OVERWRITE("Overwrite", "", "Replaces results that are there already; without it they are refused. Inputs stay in"
            + " any case."),
        FROM("Start from model (optional)", FileWidget.DIRECTORY_STYLE, "Folder of a trained model, whose weights,"
            + " network, channels and preprocessing are taken over."),
        CONFIG("Configuration (optional)", FileWidget.OPEN_STYLE, "A protocol (" + String.join(", ", Protocols.names())
            + ") or a JSON file with settings; what is set above goes before it."),
        PROFILE("Profile", "", "Also writes what this costs over time (CPU, memory, GPU): profile.csv in the model"
            + " folder."),
        RESUME("Resume", "", "Go on where a training in this folder ended, or begin it.");

        private final String label;
        private final String style;
        private final String help;
        private final List<String> choices;

        Shared(String label, String style, String help, String... choices) {
            this.label = label;
            this.style = style;
            this.help = help;
            this.choices = List.of(choices);
        }
    }

    private static final Gson GSON = new Gson();
    /** All settings, of which forms have some. */
    private static final List<SettingRow> SETTINGS = Stream.of(TrainingSettings.all(), SegmentOptions.table())
        .flatMap(List::stream).filter(row -> row.isIn(Setting.Door.FORM)).toList();

    private final Module form;
    /** The values of a form that nobody has filled in. */
    private final Map<String, Object> initial = new LinkedHashMap<>();

    /** @param form a new one, of which nothing is filled in yet */
    FormFields(Module form) {
        this.form = form;
        for (ModuleItem<?> item : form.getInfo().inputs()) {
            initial.put(item.getName(), item.getValue(form));
            if (item instanceof MutableModuleItem<?> field && item.getType() == String.class) {
                field.setRequired(false); // the command says in a better way than SciJava what is missing
            }
            if (item instanceof MutableModuleItem<?> field && isOpen(item)) {
                describe(field);
            }
        }
    }

    /** The settings of a table that were given: those whose fields are not as in a new form. */
    JsonObject given(List<SettingRow> table) {
        JsonObject given = new JsonObject();
        settings().forEach((name, row) -> {
            Object value = trimmed(form.getInput(name));
            if (table.contains(row) && !value.equals(trimmed(initial.get(name)))) {
                put(row, value, given);
            }
        });
        return given;
    }

    /** Sets a setting to what its field shows, even if that is as in a new form. */
    void put(String name, JsonObject settings) {
        put(settings().get(name), trimmed(form.getInput(name)), settings);
    }

    /** @throws DawsonException if a field has a value that the form does not offer */
    void check() {
        for (ModuleItem<?> item : form.getInfo().inputs()) {
            Object value = item.getValue(form);
            if (value instanceof Number number) {
                check(item, number.doubleValue());
            } else if (value instanceof String text && item.getChoices() != null && !item.getChoices().isEmpty()) {
                DawsonCommand.oneOf(item.getName(), text, item.getChoices().stream().map(String::valueOf).toList());
            }
        }
    }

    // -- Helper methods --

    private void check(ModuleItem<?> item, double value) {
        SettingRow row = settings().get(item.getName());
        // The number of a new form may stand for none given.
        boolean free = row == null || !row.range().has(((Number) initial.get(item.getName())).doubleValue());
        Interval range = free ? Interval.of(item.getMinimumValue(), item.getMaximumValue()) : row.range();
        if (!range.has(value)) {
            throw new DawsonException("'" + item.getName() + "': is " + Interval.number(value) + ", expected "
                + range.text(""));
        }
    }

    private static void put(SettingRow row, Object value, JsonObject settings) {
        try {
            row.put(settings, GSON.toJsonTree(row.type() == List.class ? row.parse((String) value) : value));
        } catch (NumberFormatException e) {
            throw new DawsonException("'" + row.field() + "': is " + value + ", expected whole numbers with commas"
                + " between, such as " + row.text(row.standard()), e);
        }
    }

    private static Object trimmed(Object value) {
        return value instanceof String text ? text.trim() : value;
    }

    /** The settings among the fields, by the fields' names. */
    private Map<String, SettingRow> settings() {
        Map<String, SettingRow> settings = new LinkedHashMap<>();
        for (ModuleItem<?> item : form.getInfo().inputs()) {
            setting(item).filter(row -> isOpen(item))
                .ifPresent(row -> settings.put(item.getName(), row));
        }
        return settings;
    }

    private static Optional<SettingRow> setting(ModuleItem<?> item) {
        return SETTINGS.stream().filter(row -> row.field().equals(item.getName())).findFirst();
    }

    /** True if its annotation leaves open what it is. */
    private boolean isOpen(ModuleItem<?> item) {
        return !item.isOutput() && ClassUtils.getAnnotatedFields(form.getClass(), Parameter.class).stream().anyMatch(field ->
            field.getName().equals(item.getName()) && field.getAnnotation(Parameter.class).label().isEmpty()
                && (field.getType() == String.class || field.getType().isPrimitive()));
    }

    private void describe(MutableModuleItem<?> field) {
        Optional<SettingRow> setting = setting(field);
        if (setting.isPresent()) {
            describe(field, setting.get());
        } else {
            Shared shared = Shared.valueOf(field.getName().toUpperCase(Locale.ROOT));
            field.setLabel(shared.label);
            fill(field, shared.style, shared.help, shared.choices);
        }
    }

    /** NB: a value that makes no sense, such as no epoch, stands for none given. */
    private <T> void describe(MutableModuleItem<T> field, SettingRow row) {
        Object start = initial.get(field.getName());
        Interval range = row.range();
        boolean none = start instanceof Number n && (!range.has(n.doubleValue()) || start.equals(field.getMinimumValue()))
            || "".equals(start);
        List<String> notes = new ArrayList<>(row.about().unit().isEmpty() ? List.of() : List.of(row.about().unit()));
        if (start instanceof Number n && none) {
            notes.add(Interval.number(n.doubleValue()) + " = default");
            limit(field, n.doubleValue(), Double.POSITIVE_INFINITY);
        } else if (start instanceof Number) {
            if (!row.about().zero().isEmpty()) {
                notes.add("0 = " + row.about().zero());
            }
            limit(field, range.low(), range.high());
        } else if (row.about().value().equals("DIR")) {
            notes.add("optional");
        } else if (none) {
            notes.add("empty = " + row.about().unset());
        }
        field.setLabel(row.about().title() + (notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")"));
        fill(field, row.about().value().equals("DIR") ? FileWidget.DIRECTORY_STYLE : "",
            none ? TrainingSettings.help(row, TrainingSettings.choices(row), true) : row.about().help(), none ? List.of() : row.choices());
    }

    @SuppressWarnings("unchecked")
    private static <T> void limit(MutableModuleItem<T> field, double low, double high) {
        if (Double.isFinite(low) && field.getMinimumValue() == null) {
            field.setMinimumValue((T) number(field.getType(), low));
        }
        if (Double.isFinite(high)) {
            field.setMaximumValue((T) number(field.getType(), high));
        }
    }

    private static Number number(Class<?> type, double value) {
        return type == int.class ? Integer.valueOf((int) value) : type == long.class ? Long.valueOf((long) value)
            : Double.valueOf(value);
    }

    /** What the annotation says goes before. */
    @SuppressWarnings("unchecked")
    private static <T> void fill(MutableModuleItem<T> field, String style, String help, List<String> choices) {
        if (field.getDescription() == null || field.getDescription().isEmpty()) {
            field.setDescription(help);
        }
        if (!style.isEmpty()) {
            field.setWidgetStyle(style);
        }
        if (!choices.isEmpty() && field.getType() == String.class
            && (field.getChoices() == null || field.getChoices().isEmpty())) {
            field.setChoices((List<T>) choices);
        }
    }
}
