package org.dawsonmri.cli.option;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.JsonNumbers;
import org.dawsonmri.Progress;
import org.dawsonmri.runtime.Threads;

import com.google.gson.JsonObject;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** What all subcommands share: help, progress on standard error or as JSON lines, and JSON on standard output. */
public abstract class Subcommand implements Callable<Integer> {

    /** Exit status of work that is done. */
    public static final int DONE = 0;
    /** Exit status of work that failed, or found something wrong. */
    public static final int FAILED = 1;
    /** Exit status of work that was ended from outside. */
    static final int CANCELLED = 130;

    /** How progress is written. */
    enum ProgressFormat {
        TEXT, JSON, NONE
    }

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--progress", defaultValue = "text", paramLabel = "FORMAT",
        description = "text: lines on standard error (default); json: one JSON object a line on standard output, and"
            + " 'stop' or 'cancel' are read from standard input; none.")
    private ProgressFormat progressFormat;

    @Option(names = "--threads", paramLabel = "N", description = "Cores to use. Default: 0, all.")
    private Integer threads;

    /** Does the work. Returns the exit status: {@link #DONE}, or {@link #FAILED} for a negative finding. */
    public abstract int run(Progress progress) throws Exception;

    @Override
    public final Integer call() throws Exception {
        if (threads() < 0) {
            throw new DawsonException("--threads is " + threads + ", expected 0 (all) or more");
        }
        requireKeysOnce();
        int before = Threads.limit(threads());
        try (TerminalProgress progress = TerminalProgress.open(progressFormat, out(), err())) {
            return runOrTell(progress);
        } finally {
            Threads.limit(before);
        }
    }

    /** NB: picocli keeps the last value of a key without a word. */
    private void requireKeysOnce() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (option.getValue() instanceof Map<?, ?> values && values.size() < option.originalStringValues().size()) {
                throw new ParameterException(spec.commandLine(), option.longestName() + ": a name is given twice ("
                    + String.join(", ", option.originalStringValues()) + "); give each one its own");
            }
        }
    }

    /** NB: when the system ends this process, it is over as soon as the progress is closed. */
    private int runOrTell(Progress progress) throws Exception {
        try {
            return run(progress);
        } catch (CancelledException e) {
            return ExitMessage.explain(e, err());
        }
    }

    /** Cores to use; 0 for all. */
    public final int threads() {
        return threads == null ? 0 : threads;
    }

    /** The same as a setting, if it was said. */
    public final JsonObject threadsSetting() {
        JsonObject settings = new JsonObject();
        if (threads != null) {
            settings.addProperty("threads", threads);
        }
        return settings;
    }

    /**
     * What was typed, to be typed again for a worker.
     *
     * @param names options that are left out, as is {@code --progress}
     */
    public final List<String> argumentsBut(Set<String> names) {
        List<String> arguments = new ArrayList<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (names.contains(option.longestName()) || option.longestName().equals("--progress")) {
                continue;
            }
            if (option.arity().max() == 0) {
                arguments.add(option.longestName());
            } else {
                option.originalStringValues().forEach(value -> arguments.addAll(List.of(option.longestName(), value)));
            }
        }
        return arguments;
    }

    /** Standard output, for results. */
    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Standard error, for everything that is not a result. */
    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints one JSON object on one line; a number that is not defined is null. */
    public final void printJson(Object value) {
        out().println(JsonNumbers.builder().create().toJson(value));
    }
}
