package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

import ij.Macro;
import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.thread.ThreadService;

import java.util.Arrays;

/**
 * Lets macros mean the same in Fiji as in plain ImageJ. On its own, Fiji opens a form for each option that a macro
 * leaves out, or takes what was entered last, and ignores options that it does not know or understand.
 */
@Plugin(type = PreprocessorPlugin.class, priority = FijiStart.PRIORITY)
public final class FijiStart extends AbstractPreprocessorPlugin {

    /** Behind Fiji's own reading of macro options, before everything that looks at inputs that are still open. */
    static final double PRIORITY = 2 * Priority.VERY_HIGH - 1;

    @Parameter
    private ThreadService threads;

    // -- ModuleProcessor methods --

    @Override
    public void process(Module module) {
        if (!(module.getDelegateObject() instanceof FijiCommand command)) {
            return;
        }
        Thread parent = threads.getParent(Thread.currentThread());
        boolean waits = isWaiting(parent);
        if (waits) {
            command.tellsFailures(parent);
        }
        String options = waits ? Macro.getOptions() : null;
        if (options == null && Failure.interactive()) {
            return;
        }
        try {
            fill(module, options);
            command.asksNothing();
        } catch (DawsonException e) {
            Failure.tell(e.getMessage(), parent);
            cancel(null); // without a reason, which Fiji would show a second time
        }
    }

    // -- Helper methods --

    /**
     * Sets every input, so that nothing is left to ask for.
     *
     * @throws DawsonException if an option is unknown or has no such value
     */
    static void fill(Module module, String options) {
        CommandInputs.convert(module.getInfo(), MacroOptions.parse(options)).forEach(module::setInput);
        for (ModuleItem<?> item : CommandInputs.all(module.getInfo())) {
            module.resolveInput(item.getName());
        }
    }

    /** True if ImageJ's {@code run} or its menu started the command on that thread. */
    private static boolean isWaiting(Thread parent) {
        return parent != null && Arrays.stream(parent.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("ij.Executer"));
    }
}
