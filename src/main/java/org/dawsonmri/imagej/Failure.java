package org.dawsonmri.imagej;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;

/**
 * Tells the user of ImageJ in one line that something failed, and ends the macro that asked for it: a dialog where
 * somebody sits in front of it, else one line in the log. A macro that went on would work with results of the day
 * before.
 */
public final class Failure {

    private Failure() {
    }

    /** True if somebody sits in front of ImageJ and can be asked. */
    static boolean interactive() {
        return IJ.getInstance() != null && !GraphicsEnvironment.isHeadless();
    }

    /** Reports {@code message}; in a macro this may end in ImageJ's own "macro cancelled" exception. */
    public static void report(String message) {
        Interpreter macro = Interpreter.getInstance();
        if (!interactive()) {
            IJ.log("Dawson: " + message);
            // NB: ImageJ reports a macro's error in a dialog, which dies without a display; so it is silenced first.
            if (macro != null) {
                macro.setIgnoreErrors(true);
                macro.abort(message);
            }
            Macro.abort();
        } else if (macro != null) {
            macro.abort(message);
        } else {
            IJ.error("Dawson", message);
        }
    }

    /**
     * Reports {@code message} in Fiji and comes back, also from a macro: that ends as soon as the command does.
     *
     * @param waiting the thread of the menu or macro that waits for the command; null if there is none
     */
    public static void tell(String message, Thread waiting) {
        if (waiting != null) {
            Macro.setOptions(waiting, null); // or ImageJ takes its own error dialog for one that a macro fills in
        }
        comeBack(() -> report(message));
    }

    /** The user cancelled in Fiji. Comes back, also from a macro: that ends as soon as the command does. */
    public static void tellCancelled() {
        comeBack(Failure::cancelled);
    }

    /** The user cancelled: nothing to explain, but a macro must not go on. */
    static void cancelled() {
        IJ.showStatus("Dawson: cancelled");
        endMacro();
        Macro.abort();
    }

    /** Lets a macro end as soon as the command does that it waits for. */
    static void endMacro() {
        Interpreter macro = Interpreter.getInstance();
        if (macro != null) {
            macro.setIgnoreErrors(true);
            macro.abort("cancelled");
        }
    }

    // -- Helper methods --

    private static void comeBack(Runnable ending) {
        try {
            ending.run();
        } catch (RuntimeException e) {
            if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
                throw e;
            }
        }
    }
}
