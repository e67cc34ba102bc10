package org.dawsonmri.cli;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;

/**
 * The command line. Fiji's worker, cluster jobs and tests all come in here.
 *
 * <p>Exit status: 0 done, 1 failed (one line on standard error), 2 wrong usage, 130 cancelled.
 */
@Command(name = "dawson", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Trains, runs and measures segmentation networks for MRI.",
    subcommands = {
        Convert.class,
        EvaluateCommand.class,
        Info.class,
        SegmentCommand.class,
        TrainCommand.class
    })
public final class Dawson {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int CANCELLED = 130;

    private Dawson() {
    }

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs one command line and returns its exit status; never ends the JVM. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Dawson());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Dawson::explain);
        if (args.length == 0) {
            line.usage(out);
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }

    /** One line for what a user can put right, the whole trace for what only we can. */
    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        if (e instanceof CancelledException) {
            line.getErr().println("dawson: cancelled, nothing was kept");
            return CANCELLED;
        }
        if (e instanceof DawsonException) {
            line.getErr().println("dawson: " + e.getMessage());
            return FAILED;
        }
        line.getErr().println("dawson: unexpected " + e + "; please report this with the lines below");
        e.printStackTrace(line.getErr());
        return FAILED;
    }
}
