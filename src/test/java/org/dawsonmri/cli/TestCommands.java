package org.dawsonmri.cli;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The real command line with two more subcommands, which do on request what work may do. */
public final class TestCommands {

    private TestCommands() {
    }

    /** Starts it in a process of its own. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8), args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = Dawson.commandLine();
        line.addSubcommand(new Work());
        line.addSubcommand(new Fail());
        return Dawson.run(line, out, err, args);
    }

    /** Counts until it is told to end: stop keeps the count, cancel does not. */
    @Command(name = "work")
    static final class Work extends Subcommand {

        @Override
        int run(Progress progress) throws InterruptedException {
            long steps = 0;
            while (!progress.isStopRequested()) {
                progress.checkCancelled();
                progress.step(Map.of("loss", steps == 0 ? Double.NaN : 0.5, "step", steps));
                steps++;
                Thread.sleep(20);
            }
            progress.message("gestoppt: größer als 0");
            out().println("kept × " + steps);
            return Subcommand.DONE;
        }
    }

    /** Fails in the way that is asked for. */
    @Command(name = "fail")
    static final class Fail extends Subcommand {

        @Option(names = "--with")
        private String with;

        @Override
        int run(Progress progress) {
            switch (with) {
                case "user" -> throw new DawsonException("scan.nii: broken;\n  choose another");
                case "cancel" -> throw new CancelledException();
                case "bug" -> throw new IllegalStateException("index 3");
                case "stack" -> endless(0);
                case "link" -> throw new UnsatisfiedLinkError("no jnitensorflow in java.library.path");
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "finding" -> out().println("something is wrong");
                default -> throw new IllegalArgumentException(with);
            }
            return Subcommand.FAILED;
        }

        private static int endless(int depth) {
            return endless(depth + 1) + depth;
        }
    }
}
