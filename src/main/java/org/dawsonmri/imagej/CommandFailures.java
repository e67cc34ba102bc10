package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

import org.scijava.event.EventHandler;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Shows users of Fiji what they can put right. On its own, SciJava writes a failed command's stack trace into its
 * console, and a macro goes on as if nothing had happened.
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
            Failure.report(cause.getMessage());
        }
    }
}
