package org.dawsonmri.imagej;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.imagej.image.Scans;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.io.IOService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogMessage;
import org.scijava.log.LogService;
import org.scijava.module.MethodCallException;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How {@link CommandRunner} runs commands, and {@code Nifti_Reader} reads. */
public final class CommandStart implements Entries {

    // -- Entries methods --

    @Override
    public void start(String className) {
        String options = Macro.getOptions();
        report(() -> inContext(context -> {
            CommandInfo info = context.service(CommandService.class).getCommand(className);
            execute(context, info, options == null && Failure.interactive() ? null : MacroOptions.parse(options));
        }));
    }

    @Override
    public void run(String command, String options) {
        report(() -> inContext(context -> execute(context, find(context, command), MacroOptions.parse(options))));
    }

    @Override
    public String attempt(String command, String options) {
        try {
            inContext(context -> execute(context, find(context, command), MacroOptions.parse(options)));
            return "";
        } catch (DawsonException | CancelledException e) {
            return e.getMessage();
        }
    }

    @Override
    public void execute(String command, Map<String, ?> inputs) {
        Map<String, String> texts = new LinkedHashMap<>();
        inputs.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        inContext(context -> execute(context, find(context, command), texts));
    }

    @Override
    public void describeForms(PluginService plugins) {
        List<PluginInfo<Command>> commands = plugins.getPluginsOfType(Command.class).stream()
            .filter(info -> info.getClassName().startsWith("org.dawsonmri.command.")).toList();
        plugins.removePlugins(commands);
        plugins.addPlugins(commands.stream().map(FormInfo::of).toList());
    }

    @Override
    public ImagePlus openNifti(String path) {
        return Scans.openNifti(Path.of(path), new WarningLog());
    }

    // -- Helper methods --

    /** Work with a SciJava context. */
    private interface Work {
        void in(Context context);
    }

    private static void report(Runnable work) {
        try {
            work.run();
        } catch (DawsonException e) {
            Recorder.disableCommandRecording(); // as in Fiji: what came to nothing is no part of a macro
            Failure.report(e.getMessage());
        } catch (CancelledException e) {
            Recorder.disableCommandRecording();
            Failure.cancelled();
        }
    }

    /** Fiji's own context where there is one, else a small one that ends with the work. */
    private static void inContext(Work work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // NB: SciJava looks for plugins with the thread's class loader, and ImageJ loads ours with another one.
        thread.setContextClassLoader(CommandStart.class.getClassLoader());
        try {
            if (isFiji() && IJ.runPlugIn("org.scijava.Context", "") instanceof Context fijis) {
                work.in(fijis);
                return;
            }
            try (Context context = new Context(CommandService.class, ModuleService.class, PrefService.class,
                TaskService.class, LogService.class, IOService.class, ConvertService.class, OldJava.class)) {
                if (Failure.interactive()) {
                    context.service(LogService.class).addLogListener(CommandStart::showInLogWindow);
                }
                work.in(context);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** NB: Fiji's parts may be on the class path of a plain ImageJ; ij1-patcher gives only Fiji's ImageJ this field. */
    private static boolean isFiji() {
        return Arrays.stream(IJ.class.getDeclaredFields()).anyMatch(field -> field.getName().equals("_hooks"));
    }

    /** NB: SciJava's own log goes to the terminal, which nobody sees who started ImageJ with the mouse. */
    private static void showInLogWindow(LogMessage message) {
        if (message.level() <= LogLevel.INFO) {
            IJ.log((message.level() <= LogLevel.WARN ? "Dawson: warning: " : "Dawson: ") + message.text());
        }
    }

    private static CommandInfo find(Context context, String leaf) {
        for (CommandInfo info : context.service(CommandService.class).getCommandsOfType(Command.class)) {
            if (info.getMenuPath().size() > 0 && CommandInputs.leaf(info).equals(leaf)) {
                return info;
            }
        }
        throw new DawsonException("'" + leaf + "': there is no such command; see Plugins > Dawson for their names");
    }

    /** @param options values by key, or null to ask with a form */
    private static void execute(Context context, CommandInfo info, Map<String, String> options) {
        Module module = context.service(ModuleService.class).createModule(info);
        Map<String, Object> values = options == null ? ask(context, module)
            : CommandInputs.convert(module.getInfo(), options);
        if (values == null) {
            Recorder.disableCommandRecording();
            return;
        }
        values.forEach(module::setInput);
        module.run();
        if (module instanceof Cancelable command && command.isCanceled()) {
            throw new CancelledException();
        }
        for (Object output : module.getOutputs().values()) {
            if (output instanceof ImagePlus image && WindowManager.getImage(image.getID()) == null) {
                image.show();
            }
        }
    }

    /** Asks until everything that was entered has the right type. @return values by key, or null if cancelled */
    private static Map<String, Object> ask(Context context, Module module) {
        ModuleInfo info = module.getInfo();
        if (CommandInputs.of(info).isEmpty()) {
            return Map.of(); // what is recorded of it has no options, and must not ask when it is replayed
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (ModuleItem<?> item : CommandInputs.of(info)) {
            texts.put(item.getName(), firstText(context, item, module));
        }
        CommandDialog dialog = new CommandDialog(info);
        while (true) {
            texts = dialog.ask(module, texts);
            if (texts == null) {
                return null;
            }
            try {
                Map<String, Object> values = CommandInputs.convert(info, texts);
                CommandInputs.of(info).forEach(item -> remember(context, item, values.get(item.getName())));
                dialog.record(texts);
                return values;
            } catch (DawsonException e) {
                IJ.error("Dawson", e.getMessage());
            }
        }
    }

    /** What the form shows at first: what the command suggests now, else what was entered last, else the default. */
    private static String firstText(Context context, ModuleItem<?> item, Module module) {
        Object suggested = initial(item, module);
        Object last = item.isPersisted() ? context.service(ModuleService.class).load(item) : null;
        Object value = last != null ? last : suggested;
        return value == null ? "" : value.toString();
    }

    private static Object initial(ModuleItem<?> item, Module module) {
        try {
            item.initialize(module);
        } catch (MethodCallException e) {
            throw new IllegalStateException(item.getName() + ": initializer " + item.getInitializer(), e);
        }
        return item.getValue(module);
    }

    @SuppressWarnings("unchecked")
    private static <T> void remember(Context context, ModuleItem<T> item, Object value) {
        if (item.isPersisted()) {
            context.service(ModuleService.class).save(item, (T) value);
        }
    }
}
