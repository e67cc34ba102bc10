package org.dawsonmri.cli;

import org.dawsonmri.cli.option.NativeLog;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM with the tests' classes, whose both outputs go into one file as {@code > file 2>&1} does. */
public final class JavaProcess {

    private JavaProcess() {
    }

    /** Starts one that unpacks native libraries where the tests do. */
    static Process start(File output, List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(output, options, Map.of(), main, arguments);
    }

    private static Process start(File output, List<String> options, Map<String, String> environment, Class<?> main,
        String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:-CreateCoredumpOnCrash", "-cp", System.getProperty("java.class.path"),
            "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(Redirect.to(output));
        builder.environment().remove(NativeLog.VARIABLE);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs one to its end and gives its exit status. */
    public static int run(File output, List<String> options, Class<?> main, String... arguments)
        throws IOException, InterruptedException {
        return run(output, options, Map.of(), main, arguments);
    }

    /** The same with more environment variables. */
    public static int run(File output, List<String> options, Map<String, String> environment, Class<?> main,
        String... arguments) throws IOException, InterruptedException {
        Process process = start(output, options, environment, main, arguments);
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("hangs: " + main + " " + List.of(arguments));
        }
        return process.exitValue();
    }
}
