package org.dawsonmri.imagej;

import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.plugin.frame.Recorder;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a filled-in form passes on, without its window. */
public final class Forms {

    private Forms() {
    }

    /** A macro's options as texts by key. */
    public static Map<String, String> texts(String options) {
        return MacroOptions.parse(options);
    }

    /** Values of the right types from a macro's options. */
    public static Map<String, Object> values(CommandInfo command, String options) {
        return CommandInputs.convert(command, MacroOptions.parse(options));
    }

    /** The options that the macro recorder writes if the form is confirmed with {@code options}, else with defaults. */
    public static String recorded(CommandInfo command, Module module, String options) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ModuleItem<?> item : CommandInputs.of(command)) {
            Object value = item.getValue(module);
            texts.put(item.getName(), value == null ? "" : value.toString());
        }
        texts.putAll(MacroOptions.parse(options));
        return recorded(command, texts);
    }

    /** The options that the macro recorder writes of a form with these texts; "" if it writes nothing. */
    static String recorded(CommandInfo command, Map<String, String> texts) {
        boolean before = Recorder.record;
        Recorder.resetCommandOptions();
        Recorder.record = true;
        try {
            new CommandDialog(command).record(texts);
            String recorded = Recorder.getCommandOptions();
            return recorded == null ? "" : recorded;
        } finally {
            Recorder.record = before;
            Recorder.resetCommandOptions();
        }
    }
}
