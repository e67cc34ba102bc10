package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

import org.scijava.event.EventHandler;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Shows users of Fiji what they can put right when a command was started by something else than the menu or a macro,
 * such as the search bar. On its own, SciJava writes the stack trace into its console.
 */
@Plugin(type = Service.class)
public final class CommandFailures extends AbstractService implements SciJavaService {

    @EventHandler
    private void onEvent(ModuleErroredEvent event) {
        Throwable cause = event.getException();
        while (cause != null && !(cause instanceof DawsonException)) {
            cause = cause.getCause();
        }
        if (cause != null) {
            event.consume(); // or SciJava's console shows the stack trace as well
            Failure.tell(cause.getMessage(), null);
        }
    }
}
