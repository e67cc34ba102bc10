package org.dawsonmri.cli.option;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Reason;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.List;

/** Tells on standard error why a command ended, in a line that begins with "dawson:" and is the last one. */
public final class ExitMessage {

    /** Set to anything, this environment variable adds the stack trace of what nobody expected, for developers. */
    private static final String TRACE = "DAWSON_TRACE";

    private ExitMessage() {
    }

    /** Prints what happened and returns the exit status for it. */
    public static int explain(Throwable e, PrintWriter err) {
        boolean unexpected = !Reason.isExpected(e);
        if (unexpected && System.getenv(TRACE) != null) {
            e.printStackTrace(err);
        }
        err.println("dawson: " + Reason.of(e));
        return e instanceof CancelledException ? Subcommand.CANCELLED : Subcommand.FAILED;
    }

    /** Prints what is wrong with a command line and where its options are told, and returns the exit status for it. */
    public static int explainUsage(ParameterException e, PrintWriter err) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> similar =
            e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        err.println("Usage: " + command + " ...; '" + command + " --help' tells what it takes");
        err.println("dawson: " + Reason.oneLine(e.getMessage())
            + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?"));
        return CommandLine.ExitCode.USAGE;
    }
}
