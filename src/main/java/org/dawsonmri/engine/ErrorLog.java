package org.dawsonmri.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The end of what a worker wrote to standard error, and what in it is worth telling. Thread-safe. */
final class ErrorLog {

    static final String PREFIX = "dawson: ";

    private static final int MAX_LINES = 200;
    private static final int MAX_LINE_LENGTH = 2000;

    /** Chatter of TensorFlow (not its fatal lines), of the JVM, and stack frames. */
    private static final Pattern NOISE = Pattern.compile("\\s*"
        + "|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+: [IWE] .*"
        + "|[IWE]0000 .*|WARNING: .*|Picked up .*|.* VM warning: .*|SLF4J.*"
        + "|\\s+at .*|\\s+\\.\\.\\. \\d+ (more|common frames omitted)");

    private static final Pattern FATAL =
        Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+: F .*|F\\d{4} .*");

    private final Deque<String> lines = new ArrayDeque<>();
    private String error;

    synchronized void add(String line) {
        String kept = line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + "…" : line;
        if (kept.startsWith(PREFIX)) {
            error = kept.substring(PREFIX.length());
        }
        lines.add(kept);
        if (lines.size() > MAX_LINES) {
            lines.remove();
        }
    }

    /** The worker's own one line about why it failed, or null. */
    synchronized String error() {
        return error;
    }

    /** True if there is nothing but noise. */
    synchronized boolean isSilent() {
        return meaningful().isEmpty();
    }

    /** The first line that is not noise, or "nothing on standard error". */
    synchronized String firstLine() {
        return meaningful().stream().findFirst().orElse("nothing on standard error");
    }

    /** The last line that is not noise, or "nothing on standard error". */
    synchronized String lastLine() {
        List<String> found = meaningful();
        return found.isEmpty() ? firstLine() : found.get(found.size() - 1);
    }

    /** With what TensorFlow ended the process, if it did. */
    synchronized Optional<String> fatalLine() {
        return lines.stream().filter(FATAL.asMatchPredicate()).reduce((first, last) -> last);
    }

    /** All that was kept, for the log. */
    synchronized String text() {
        return String.join("\n", lines);
    }

    private List<String> meaningful() {
        return lines.stream().filter(Predicate.not(NOISE.asMatchPredicate())).map(String::strip).toList();
    }
}
