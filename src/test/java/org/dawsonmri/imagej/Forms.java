package org.dawsonmri.imagej;

import ij.plugin.frame.Recorder;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;

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

    /** What a command's form has. */
    public static ModuleInfo form(Context context, CommandInfo command) {
        return FormInfo.of(command);
    }

    /** Values of the right types from a macro's options. */
    public static Map<String, Object> values(Context context, CommandInfo command, String options) {
        return CommandInputs.convert(form(context, command), MacroOptions.parse(options));
    }

    /** The options that the macro recorder writes if the form is confirmed with {@code options}, else with defaults. */
    public static String recorded(Module module, String options) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ModuleItem<?> item : CommandInputs.of(module.getInfo())) {
            Object value = item.getValue(module);
            texts.put(item.getName(), value == null ? "" : value.toString());
        }
        texts.putAll(MacroOptions.parse(options));
        return recorded(module.getInfo(), texts);
    }

    /** The options that the macro recorder writes of a form with these texts; "" if it writes nothing. */
    static String recorded(ModuleInfo command, Map<String, String> texts) {
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
