package org.dawsonmri.engine;

import org.dawsonmri.DawsonException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Says in one line why a worker ended with a status other than 0.
 *
 * @param status the exit status; a signal n is 128 + n
 * @param log what the worker wrote to standard error; goes into the cause
 * @param output the lines of its standard output; a command that failed without a word there ends with its finding
 * @param crashReport where the JVM writes its report if native code fails; named if it is there
 * @param memoryKills how many processes the system has ended for lack of memory meanwhile; empty if it does not tell
 */
record WorkerDeath(int status, ErrorLog log, List<String> output, Path crashReport, OptionalLong memoryKills) {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String KEPT = "; what was saved before (in a training: the last checkpoint) is kept";
    private static final String LESS_MEMORY = "use a smaller batch or free memory";

    DawsonException explain() {
        return new DawsonException(message(), new IllegalStateException("the worker ended with status " + status
            + "; its standard error:\n" + log.text()));
    }

    private String message() {
        if (status == FAILED && log.error() != null) {
            return log.error();
        }
        if (status == FAILED && log.isSilent() && !output.isEmpty()) {
            return "the worker reports: " + output.get(output.size() - 1);
        }
        if (status == WRONG_USAGE) {
            return "the worker does not understand its arguments: "
                + (log.error() != null ? log.error() : log.firstLine())
                + "; the plugin and the engine may be of different versions: run Dawson Install Engine...";
        }
        String reason = reason();
        if (reason == null) {
            return "the worker failed (exit " + status + "): " + log.lastLine() + hint(log.lastLine());
        }
        String report = Files.exists(crashReport) ? "; Java's report: " + crashReport : "";
        String fatal = log.fatalLine().map(line -> "; it said: " + line).orElse("");
        return "the worker was killed (exit " + status + ": " + reason + ")" + KEPT + fatal + report;
    }

    /** What a death by signal (or, on Windows, by exception) usually means; null for a plain exit status. */
    private String reason() {
        return switch (status) {
            case 128 + 9 -> killer();
            case 128 + 6, 0xC0000409 -> "a crash in native code, as when memory runs out; use a smaller batch";
            case 128 + 7, 128 + 11, 0xC0000005 -> "a crash in native code";
            case 128 + 4, 0xC000001D -> "an instruction that this processor does not know; TensorFlow needs AVX";
            case 128 + 8 -> "an arithmetic error in native code";
            case 128 + 1, 128 + 2, 128 + 15 -> "ended from outside, by a user or a queue system";
            case 0xC0000017 -> "out of memory; " + LESS_MEMORY;
            case 0xC0000135 -> "a system library is missing";
            default -> null;
        };
    }

    /** This signal is what systems send when memory runs out, and what users send to what does not end otherwise. */
    private String killer() {
        if (memoryKills.isEmpty()) {
            return "out of memory, or ended from outside by a user or a queue system; if nobody ended it, "
                + LESS_MEMORY;
        }
        return memoryKills.getAsLong() > 0
            ? "memory ran out and the system ended what needed most; " + LESS_MEMORY
            : "ended from outside, by a user or a queue system; the system itself ended nothing for lack of memory";
    }

    private static String hint(String line) {
        if (line.contains("NoClassDefFoundError") || line.contains("ClassNotFoundException")
            || line.contains("UnsatisfiedLinkError") || line.contains("Could not find or load main class")) {
            return "; a part of the engine is missing or damaged: run Dawson Install Engine..., which fetches it";
        }
        if (line.contains("heap") || line.contains("Could not create the Java Virtual Machine")) {
            return "; choose another heap with -D" + Engine.HEAP_PROPERTY + "=4g";
        }
        return "";
    }
}
