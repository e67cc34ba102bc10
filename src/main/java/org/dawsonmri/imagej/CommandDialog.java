package org.dawsonmri.imagej;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A SciJava command's form in an ImageJ without SciJava's own user interface: a GenericDialog made from the command's
 * parameters, with their labels, choices and defaults.
 */
final class CommandDialog {

    private static final int COLUMNS = 36;

    private final ModuleInfo command;
    private final List<ModuleItem<?>> items;

    CommandDialog(ModuleInfo command) {
        this.command = command;
        this.items = CommandInputs.of(command);
    }

    /** Asks the user. @param texts what to show at first, by input name @return what was entered; null if cancelled */
    Map<String, String> ask(Module module, Map<String, String> texts) {
        GenericDialog dialog = new GenericDialog(CommandInputs.leaf(command).replace("...", ""));
        for (ModuleItem<?> item : command.inputs()) {
            if (item.getVisibility() == ItemVisibility.MESSAGE) {
                dialog.addMessage(String.valueOf(item.getValue(module)));
            } else if (items.contains(item)) {
                addField(dialog, item, texts.getOrDefault(item.getName(), ""));
            }
        }
        dialog.addHelp(help());
        dialog.showDialog();
        return dialog.wasCanceled() ? null : read(dialog);
    }

    /**
     * Writes what was entered into the macro recorder under the names that Fiji records. A value that no macro can
     * carry is told in ImageJ's log, and the recorder gets a comment instead of a command that would do something else.
     */
    void record(Map<String, String> texts) {
        if (!Recorder.record) {
            return;
        }
        List<String> keys = items.stream().map(ModuleItem::getName).toList();
        for (ModuleItem<?> item : items) {
            String text = texts.get(item.getName());
            boolean path = item.getWidgetStyle() != null && item.getType() == String.class;
            Optional<String> value = RecordedValue.of(path ? Recorder.fixPath(text) : text, keys);
            if (value.isEmpty()) {
                recordNothing("'" + item.getName() + "': " + text
                    + " cannot be written in a macro, since it has a ' as well as a [ or ] alone or a first &; "
                    + CommandInputs.leaf(command) + " was not recorded, rename to do so");
                return;
            }
            Recorder.recordOption(item.getName(), value.get());
        }
    }

    // -- Helper methods --

    private static void recordNothing(String problem) {
        Recorder.disableCommandRecording();
        Recorder.resetCommandOptions();
        Recorder.recordString("// " + problem + "\n");
        IJ.log("Dawson: warning: " + problem);
    }

    /** The descriptions, which Fiji shows as tool tips, as a page behind the Help button. */
    private String help() {
        StringBuilder page = new StringBuilder("<html><p>" + command.getDescription() + "</p>");
        for (ModuleItem<?> item : items) {
            page.append("<p><b>").append(item.getLabel()).append("</b> (macro key <tt>").append(item.getName())
                .append("</tt>)<br>").append(item.getDescription().replace("<", "&lt;")).append("</p>");
        }
        return page.append("</html>").toString();
    }

    private static void addField(GenericDialog dialog, ModuleItem<?> item, String text) {
        String label = item.getLabel();
        String style = item.getWidgetStyle() == null ? "" : item.getWidgetStyle();
        List<?> choices = item.getChoices();
        if (item.getType() == boolean.class || item.getType() == Boolean.class) {
            dialog.addCheckbox(label, Boolean.parseBoolean(text));
        } else if (choices != null && !choices.isEmpty()) {
            dialog.addChoice(label, choices.stream().map(String::valueOf).toArray(String[]::new), text);
        } else if (style.startsWith(FileWidget.DIRECTORY_STYLE)) {
            dialog.addDirectoryField(label, text, COLUMNS);
        } else if (!style.isEmpty()) {
            dialog.addFileField(label, text, COLUMNS);
        } else {
            dialog.addStringField(label, text, item.getType() == String.class ? COLUMNS : 10);
        }
    }

    /** NB: not with getNextString and its kin, which would record the labels' first words as macro keys. */
    private Map<String, String> read(GenericDialog dialog) {
        int texts = 0;
        int choices = 0;
        int checkboxes = 0;
        Map<String, String> read = new LinkedHashMap<>();
        for (ModuleItem<?> item : items) {
            if (item.getType() == boolean.class || item.getType() == Boolean.class) {
                boolean state = ((Checkbox) dialog.getCheckboxes().get(checkboxes++)).getState();
                read.put(item.getName(), Boolean.toString(state));
            } else if (item.getChoices() != null && !item.getChoices().isEmpty()) {
                read.put(item.getName(), ((Choice) dialog.getChoices().get(choices++)).getSelectedItem());
            } else {
                read.put(item.getName(), ((TextField) dialog.getStringFields().get(texts++)).getText().trim());
            }
        }
        return read;
    }
}
