package org.dawsonmri.engine;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.runtime.FileNames;
import org.dawsonmri.runtime.Plugins;

import com.sun.management.OperatingSystemMXBean;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Starts workers. Everything that needs TensorFlow goes through here when it is asked for from ImageJ.
 *
 * <pre>{@code
 * Engine.locate().run(List.of("segment", "--model", "m", "--scan", "FLAIR.nii.gz", "--out", "l.nii.gz"), progress);
 * }</pre>
 *
 * <p>System properties: {@code dawson.engine} (the engine's folder), {@code dawson.worker.heap} (the worker's Java
 * heap, such as {@code 8g}; without it half of the computer's memory, at most 16 GB, since TensorFlow's own memory
 * comes on top), {@code dawson.worker.options} (more options for the worker's Java with spaces between them, such as
 * {@code -Ddawson.memory=8000}). Immutable; several workers may run at the same time.
 */
public final class Engine {

    static final String HEAP_PROPERTY = "dawson.worker.heap";
    static final String OPTIONS_PROPERTY = "dawson.worker.options";

    private static final String MAIN_CLASS = "org.dawsonmri.cli.Dawson";
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long MAX_DEFAULT_HEAP_MB = 16 << 10;

    private final String classPath;
    private final String mainClass;
    private final Duration grace;
    private final Map<String, String> environment;

    /**
     * @param mainClass a class with the manners of our command line
     * @param grace how long a worker may take to obey a cancel before it is killed
     */
    Engine(String classPath, String mainClass, Duration grace) {
        this(classPath, mainClass, grace, Map.of());
    }

    private Engine(String classPath, String mainClass, Duration grace, Map<String, String> environment) {
        this.classPath = classPath;
        this.mainClass = mainClass;
        this.grace = grace;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Finds the installed engine.
     *
     * @throws DawsonException that says where it was looked for and what to put there, if there is none
     */
    public static Engine locate() {
        return new Engine(locator().classPath(), MAIN_CLASS, GRACE);
    }

    /** The folder that the engine is in or belongs into. @throws DawsonException if there is no ImageJ folder */
    public static Path home() {
        return locator().home();
    }

    /** The same engine whose workers get more environment variables. */
    public Engine withEnvironment(Map<String, String> variables) {
        return new Engine(classPath, mainClass, grace, variables);
    }

    /** The jars and folders that a worker runs from. */
    public List<Path> classPath() {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
    }

    /**
     * Runs one of our command lines in a worker and waits for its end. Blocks; an interrupt counts as cancel.
     *
     * @param arguments subcommand and options, without {@code --progress}; relative files are relative to this
     *        process's folder
     * @param progress gets the worker's events from another thread; asked for stop and cancel ten times a second
     * @return what the worker printed besides its progress
     * @throws DawsonException with the worker's one line, if it failed; the cause holds its log
     * @throws CancelledException if it was cancelled and therefore did not finish
     */
    public Result run(List<String> arguments, Progress progress) {
        progress.checkCancelled();
        return new Worker(start(arguments), progress, grace).await();
    }

    // -- Helper methods --

    private static EngineLocator locator() {
        boolean tensorFlow = Engine.class.getClassLoader().getResource(EngineLocator.MARKER) != null;
        return new EngineLocator(System::getProperty, Plugins.ownLocation(), tensorFlow);
    }

    private Process start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString(), "-Xmx" + heap(), "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + Worker.crashReport("%p")));
        command.addAll(Arrays.stream(System.getProperty(OPTIONS_PROPERTY, "").split(" "))
            .filter(option -> !option.isEmpty()).toList());
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        command.addAll(List.of("--progress", "json"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DAWSON_NATIVE_LOG", "1"); // with native code's last words, which we explain
        if (FileNames.areAscii()) {
            builder.environment().put("LC_ALL", FileNames.LOCALE);
        }
        String plugins = Plugins.forWorker();
        if (!plugins.isEmpty()) {
            builder.environment().put(Plugins.VARIABLE, plugins);
        }
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DawsonException("the worker cannot be started: " + e.getMessage(), e);
        }
    }

    private static Path java() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        for (String name : List.of("java", "java.exe")) {
            if (Files.isExecutable(bin.resolve(name))) {
                return bin.resolve(name);
            }
        }
        throw new DawsonException(bin + ": holds no 'java' to start the worker with; install a Java 17 or newer that "
            + "has one and start ImageJ with it");
    }

    static String heap() {
        String chosen = System.getProperty(HEAP_PROPERTY);
        if (chosen != null) {
            if (!chosen.matches("[1-9][0-9]*[kKmMgG]")) {
                throw new DawsonException("-D" + HEAP_PROPERTY + "=" + chosen
                    + ": is not a size of memory; write 8g or 6000m");
            }
            return chosen;
        }
        long half = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 21;
        return Math.min(half, MAX_DEFAULT_HEAP_MB) + "m";
    }

    /**
     * What a worker that ended well has said.
     *
     * @param outputLines the lines of its standard output that were not progress, in order; of more than
     *        {@value #MAX_LINES} the last ones
     * @param log the end of what it wrote to standard error
     */
    public record Result(List<String> outputLines, String log) {

        static final int MAX_LINES = 100_000;

        public Result {
            outputLines = List.copyOf(outputLines);
        }
    }
}
