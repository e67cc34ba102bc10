package org.dawsonmri.imagej;

import org.dawsonmri.DawsonException;

import ij.plugin.PlugIn;

import java.util.Map;

/**
 * Runs Dawson's SciJava commands in an ImageJ that knows nothing of SciJava; {@code plugins.config} names this class
 * with the command's. From the menu it shows the form; from a macro it takes the options and never opens a dialog, with
 * the same keys as in Fiji: {@code run("Dawson Segment...", "scan=[FLAIR.nii.gz] model=[/models/lesions]")}.
 *
 * <p>Where there is no display, ImageJ has no menu, and {@code run} fails for every command. Then, and just as well
 * everywhere else, a macro says:
 *
 * <pre>{@code
 * call("org.dawsonmri.imagej.CommandRunner.run", "Dawson Segment...", "scan=[…] model=[…] out=[…]");
 * problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Segment...", "…"); // "" if it went well
 * }</pre>
 *
 * <p>On a Java that is too old each of them says so, see {@link JavaVersion}.
 */
public final class CommandRunner implements PlugIn {

    // -- PlugIn methods --

    /** @param className the command's class */
    @Override
    public void run(String className) {
        if (JavaVersion.suffices()) {
            JavaVersion.entries().start(className);
        } else {
            Failure.report(JavaVersion.complaint());
        }
    }

    // -- Entries for macros --

    /** Runs a command by its name in the menu; a failure is reported and ends the macro. */
    public static void run(String command, String options) {
        if (JavaVersion.suffices()) {
            JavaVersion.entries().run(command, options);
        } else {
            Failure.report(JavaVersion.complaint());
        }
    }

    /** Runs a command by its name in the menu. @return "" if it went well, else what went wrong in one line */
    public static String attempt(String command, String options) {
        return JavaVersion.suffices() ? JavaVersion.entries().attempt(command, options) : JavaVersion.complaint();
    }

    // -- Entry for scripts --

    /**
     * Runs a command by its name in the menu with values as they are, which need no brackets around them. Blocks until
     * done and opens no form. In Groovy:
     *
     * <pre>{@code
     * CommandRunner.execute("Dawson Segment...", [scan: file, model: "/models/lesions", out: "/results/a b.nii.gz"])
     * }</pre>
     *
     * @param inputs values by key; what is left out has its default
     * @throws DawsonException if a value is wrong or the command fails, in one line
     * @throws org.dawsonmri.CancelledException if the user cancels
     */
    public static void execute(String command, Map<String, ?> inputs) {
        JavaVersion.entries().execute(command, inputs);
    }
}
