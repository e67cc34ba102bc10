package org.dawsonmri.cli;

import org.dawsonmri.TemporaryFolder;
import org.dawsonmri.cli.option.ExitMessage;
import org.dawsonmri.cli.option.NativeLog;
import org.dawsonmri.cli.option.OldNames;
import org.dawsonmri.cli.option.Subcommand;
import org.dawsonmri.cli.option.Version;
import org.dawsonmri.runtime.FileNames;
import org.dawsonmri.runtime.NativeCache;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The command line. Fiji's worker, cluster jobs and tests all come in here.
 *
 * <p>Exit status: 0 done, 1 failed (one line on standard error), 2 wrong usage, 130 cancelled.
 */
@Command(name = "dawson", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Trains, runs and measures segmentation networks for MRI.",
    subcommands = {
        Bench.class,
        BuildConsensus.class,
        Check.class,
        CheckEngine.class,
        Compare.class,
        CompareProfiles.class,
        Convert.class,
        Demo.class,
        EstimateTraining.class,
        Evaluate.class,
        Export.class,
        Info.class,
        InstallEngine.class,
        Lesions.class,
        ListNetworks.class,
        Overlay.class,
        PreviewAugmentation.class,
        Profile.class,
        ProfileRun.class,
        ListProtocols.class,
        Sample.class,
        Segment.class,
        SelfTest.class,
        SplitDataset.class,
        SuggestSlices.class,
        Train.class,
        Weights.class
    })
public final class Dawson implements Runnable {

    @Spec
    private CommandSpec spec;

    private Dawson() {
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // numbers, dates and case are the same for everybody
        System.setProperty("java.awt.headless", "true");
        // OSHI logs through SLF4J, which would complain that nobody listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        NativeCache.use();
        NativeLog.keepApart();
        TemporaryFolder.deleteLeft();
        // UTF-8 whatever the locale: the other end of a pipe, a worker's above all, relies on it.
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8), args));
    }

    /** Runs one command line and returns its exit status; never ends the JVM. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(commandLine(), out, err, args);
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Dawson()).registerConverter(Path.class, Dawson::path);
    }

    static int run(CommandLine line, PrintWriter out, PrintWriter err, String... args) {
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, failed, parsed) -> ExitMessage.explain(e, err));
        line.setParameterExceptionHandler((e, wrong) -> ExitMessage.explainUsage(e, err));
        int status;
        try {
            status = line.execute(OldNames.replaced(args, err));
        } catch (Error e) { // NB: picocli hands on exceptions only
            status = ExitMessage.explain(e, err);
        }
        if (out.checkError() && status == Subcommand.DONE) {
            err.println("dawson: standard output could not be written; the disk is full or its reader is gone");
            return Subcommand.FAILED;
        }
        return status;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException(text + ": is no file name: " + FileNames.reason(e));
        }
    }

    /** Only reached without a subcommand. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing subcommand");
    }
}
