package org.dawsonmri.imagej;

import ij.Macro;
import ij.plugin.PlugIn;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.event.EventService;
import org.scijava.io.IOService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;
import org.scijava.prefs.PrefService;
import org.scijava.task.TaskService;
import org.scijava.thread.ThreadService;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Starts a command as imagej-legacy does in Fiji, which Maven Central lacks: ImageJ's thread waits for another one that
 * runs the command between SciJava's processors, and the macro's options are found on both.
 */
public final class FijiMenu implements PlugIn {

    @Override
    public void run(String className) {
        String options = Macro.getOptions();
        try (Context context = new Context(CommandService.class, ModuleService.class, PrefService.class,
            TaskService.class, ThreadService.class, EventService.class, LogService.class, IOService.class,
            ConvertService.class, CommandFailures.class, OldJava.class)) {
            CommandInfo info = context.service(CommandService.class).getCommand(className);
            List<PreprocessorPlugin> before = new ArrayList<>(List.of(new Options(options)));
            PluginService plugins = context.service(PluginService.class);
            before.addAll(plugins.createInstancesOfType(PreprocessorPlugin.class));
            context.service(ModuleService.class).run(info, before,
                plugins.createInstancesOfType(PostprocessorPlugin.class)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e); // as imagej-legacy does; ImageJ shows the stack trace and goes on
        }
    }

    /** Lets the command's thread see the macro's options, for which imagej-legacy patches ImageJ. */
    private static final class Options extends AbstractPreprocessorPlugin {

        private final String options;

        Options(String options) {
            this.options = options;
        }

        @Override
        public void process(Module module) {
            Thread thread = Thread.currentThread();
            thread.setName("Run$_" + thread.getName());
            Macro.setOptions(thread, options);
        }
    }
}
