package org.dawsonmri.imagej;

import org.dawsonmri.Interval;
import org.dawsonmri.Setting;
import org.dawsonmri.SettingRow;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingSettings;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.segment.SegmentOptions;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.PluginInfo;
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
 * What SciJava shows of a form. Of fields that have no label of their own it is what the settings' table says of a
 * setting of that name, else what all forms say alike of a field of that name. NB: SciJava takes it from annotations
 * otherwise, which know no tables; and scripts cannot wait for commands that are SciJava's DynamicCommands.
 */
public final class FormInfo extends CommandInfo {

    /** What a form says for a data set without regard to its splits. */
    public static final String ALL = "all";

    private static final String FOLDER = "DIR";

    /** All settings that forms have. */
    private static final List<SettingRow> SETTINGS = Stream.of(TrainingSettings.all(), SegmentOptions.table())
        .flatMap(List::stream).filter(row -> row.isIn(Setting.Door.FORM)).toList();

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

    private Map<String, FormItem<?>> items;

    private FormInfo(PluginInfo<Command> command) {
        super(command);
    }

    /** The form of a command. */
    public static FormInfo of(PluginInfo<Command> command) {
        return command instanceof FormInfo form ? form : new FormInfo(command);
    }

    // -- ModuleInfo methods --

    @Override
    public Iterable<ModuleItem<?>> inputs() {
        List<ModuleItem<?>> inputs = new ArrayList<>();
        super.inputs().forEach(item -> inputs.add(getInput(item.getName())));
        return inputs;
    }

    @Override
    public CommandModuleItem<?> getInput(String name) {
        FormItem<?> item = items().get(name);
        return item == null ? super.getInput(name) : item;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CommandModuleItem<T> getInput(String name, Class<T> type) {
        return (CommandModuleItem<T>) getInput(name);
    }

    // -- Helper methods --

    /** The fields that a user fills in, by name. */
    private synchronized Map<String, FormItem<?>> items() {
        if (items == null) {
            items = new LinkedHashMap<>();
            Object fresh = fresh();
            for (ModuleItem<?> item : super.inputs()) {
                if (item.getType() == String.class || item.getType().isPrimitive()) {
                    CommandModuleItem<?> own = super.getInput(item.getName());
                    items.put(item.getName(), described(new FormItem<>(this, own.getField(),
                        ClassUtils.getValue(own.getField(), fresh)), own.getLabel()));
                }
            }
        }
        return items;
    }

    /** NB: a new command's fields have the values that a form shows first. */
    private Object fresh() {
        try {
            return loadDelegateClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(getClassName(), e);
        }
    }

    private static FormItem<?> described(FormItem<?> item, String ownLabel) {
        if (ownLabel != null && !ownLabel.isEmpty()) {
            return item;
        }
        Optional<SettingRow> setting = SETTINGS.stream().filter(row -> row.field().equals(item.getName())).findFirst();
        if (setting.isPresent()) {
            describe(item, setting.get());
        } else {
            Shared shared = Shared.valueOf(item.getName().toUpperCase(Locale.ROOT));
            item.says(shared.label, shared.help, shared.style, shared.choices);
        }
        return item;
    }

    private static void describe(FormItem<?> item, SettingRow row) {
        item.is(row);
        boolean none = item.isNone();
        Interval range = row.range();
        List<String> notes = new ArrayList<>(row.about().unit().isEmpty() ? List.of() : List.of(row.about().unit()));
        if (item.start() instanceof Number n && none) {
            notes.add(Interval.number(n.doubleValue()) + " = default");
            item.limit(n.doubleValue(), Double.POSITIVE_INFINITY);
        } else if (item.start() instanceof Number) {
            if (!row.about().zero().isEmpty()) {
                notes.add("0 = " + row.about().zero());
            }
            item.limit(range.low(), range.high());
        } else if (row.about().value().equals(FOLDER)) {
            notes.add("optional");
        } else if (none) {
            notes.add("empty = " + row.about().unset());
        }
        item.says(row.about().title() + (notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")"),
            none ? TrainingSettings.help(row, TrainingSettings.choices(row), true) : row.about().help(),
            row.about().value().equals(FOLDER) ? FileWidget.DIRECTORY_STYLE : "", none ? List.of() : row.choices());
    }
}
