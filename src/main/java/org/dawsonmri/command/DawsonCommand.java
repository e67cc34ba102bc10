package org.dawsonmri.command;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;
import org.dawsonmri.Reason;
import org.dawsonmri.Settings;
import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.config.Protocols;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.imagej.Failure;
import org.dawsonmri.imagej.FijiCommand;
import org.dawsonmri.imagej.TaskProgress;
import org.dawsonmri.volume.GridRule;

import com.google.gson.JsonObject;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What all commands share: progress, cancelling, and checks of what was entered. Forms do not enforce their minima in
 * macros, so every command checks at its start.
 */
abstract class DawsonCommand extends ContextCommand implements FijiCommand {

    static final String LESION_MASKS = "one with lesion masks in the scans' space";

    @Parameter
    private TaskService tasks;

    @Parameter
    private LogService log;

    private volatile boolean asks = true;
    /** The thread of ImageJ's menu or of a macro that waits for this command, if any. */
    private Thread waiting;

    /** Does the work. */
    abstract void execute(Progress progress);

    /** True if the work can be stopped with its results kept. */
    boolean isStoppable() {
        return false;
    }

    /** What was entered. */
    final FormFields fields() {
        return new FormFields(this);
    }

    @Override
    public final void run() {
        TemporaryFolder.deleteLeft();
        try (TaskProgress progress = new TaskProgress(name(), isStoppable(), tasks, log)) {
            fields().check();
            execute(progress);
        } catch (CancelledException e) {
            if (waiting != null) {
                Failure.tellCancelled();
            }
            cancel(null); // without a reason: nobody has to be told what he just did
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            fail(e);
        }
    }

    /**
     * What nobody expected is one line, too; its trace is in the log. NB: an ending macro goes through here as well.
     */
    private void fail(Throwable e) {
        if (Macro.MACRO_CANCELED.equals(e.getMessage()) && e instanceof RuntimeException ending) {
            throw ending;
        }
        if (!Reason.isExpected(e)) {
            log.debug(e);
        }
        if (waiting == null) {
            throw e instanceof DawsonException expected ? expected : new DawsonException(Reason.of(e), e);
        }
        Failure.tell(Reason.of(e), waiting);
        cancel(null);
    }

    // -- FijiCommand methods --

    @Override
    public final void asksNothing() {
        asks = false;
    }

    @Override
    public final void tellsFailures(Thread thread) {
        waiting = thread;
    }

    // -- For commands --

    /** What a form shows first: the active image's title. NB: Fiji asks for it even if a value was given. */
    final String suggested(String given) {
        return asks && given.isEmpty() ? activeTitle() : given;
    }

    /** @throws DawsonException if nothing was entered */
    static String required(String name, String value, String what) {
        if (value == null || value.isBlank()) {
            throw new DawsonException("'" + name + "': is empty; give " + what);
        }
        return value.trim();
    }

    static GridRule rule(String grid) {
        return GridRule.valueOf(grid.toUpperCase(Locale.ROOT));
    }

    /** @throws DawsonException if the value is none of those */
    static void oneOf(String name, String value, Collection<String> known) {
        if (!known.contains(value)) {
            throw new DawsonException("'" + name + "': is " + value + ", expected one of " + String.join(", ", known));
        }
    }

    /**
     * A folder that need not be given.
     *
     * @param what it should be, for the message
     * @return its path, or ""
     * @throws DawsonException if something was entered and is no folder
     */
    static String folder(String name, String value, String what) {
        String folder = value.trim();
        if (!folder.isEmpty() && !Files.isDirectory(Path.of(folder))) {
            throw new DawsonException("'" + name + "': there is no folder " + folder + "; give " + what);
        }
        return folder;
    }

    /** To be told what a command reads and writes, and then checked. @param overwrite the form's box */
    static OutputFiles outputs(boolean overwrite) {
        return new OutputFiles(Existing.of(overwrite));
    }

    /**
     * Appends a training's settings for the worker.
     *
     * @param configuration a protocol or a file of settings, or ""
     * @param given the form's, to be laid over those; they are written to a file
     * @param folder gets that file
     * @throws DawsonException at once, not after the worker's start, if they make no sense
     */
    static void addSettings(List<String> arguments, String configuration, JsonObject given, Path folder) {
        if (!configuration.isBlank()) {
            Protocols.open(configuration.trim(), Progress.NONE);
            arguments.addAll(List.of("--config", configuration.trim()));
        }
        if (given.isEmpty()) {
            return;
        }
        new TrainingConfig().with(given, "the form");
        Path file = folder.resolve("form.json");
        Settings.write(given, file);
        arguments.addAll(List.of("--config", file.toString()));
    }

    /** Appends an option for the worker, if it was given in the form. */
    static void add(List<String> arguments, String option, Object value, boolean given) {
        if (given) {
            arguments.add(option);
            arguments.add(String.valueOf(value).trim());
        }
    }

    /** Appends an option without a value. */
    static void addFlag(List<String> arguments, String option, boolean given) {
        if (given) {
            arguments.add(option);
        }
    }

    /** The names in a form's text, which commas part. */
    static List<String> names(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /** Title of the active image, or "" */
    private static String activeTitle() {
        ImagePlus active = WindowManager.getCurrentImage();
        return active == null ? "" : active.getTitle();
    }

    /**
     * Makes an output the active image of a macro without windows. NB: Fiji shows a command's outputs where there is a
     * display only, and without windows each thread has an active image of its own.
     */
    final ImagePlus registered(ImagePlus image) {
        boolean headless = GraphicsEnvironment.isHeadless();
        if (WindowManager.getImage(image.getID()) != null) {
            return image;
        }
        if (headless) {
            image.show();
        }
        if (waiting != null && (headless || Interpreter.isBatchMode())) {
            WindowManager.setTempCurrentImage(waiting, image);
        }
        return image;
    }

    /** What the menu calls it: {@code Dawson Segment}. */
    private String name() {
        String path = getClass().getAnnotation(Plugin.class).menuPath();
        return path.substring(path.lastIndexOf('>') + 1).replace("...", "");
    }
}
