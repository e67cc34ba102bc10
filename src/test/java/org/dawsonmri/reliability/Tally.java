package org.dawsonmri.reliability;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Lets work be done on damaged files and counts how it ends. Only two ends are good: the file is read, or refused with
 * one line. What ends otherwise is kept, with its files and its trace.
 */
final class Tally {

    /** How work on a file ends. */
    enum End {
        READ, REFUSED, FOREIGN, HANG, MEMORY
    }

    static final long HANG_SECONDS = 10;
    private static final long MEMORY_BYTES = 256L << 20;

    private final Path kept;
    private final Map<End, Integer> counts = new EnumMap<>(End.class);
    private ExecutorService thread = newThread();
    private long slowestMillis;
    private long mostBytes;

    /** @param kept where files go that did harm; is made if need be */
    Tally(Path kept) {
        this.kept = kept;
    }

    /** What happened and the trace of it, if any. */
    private record Outcome(End end, Throwable problem, long bytes) {
    }

    /**
     * Does the work, in a thread of its own.
     *
     * @param name of the work, for what is kept
     * @param folder the files that it is done on
     */
    void count(String name, Path folder, Callable<?> work) throws InterruptedException, IOException {
        long start = System.nanoTime();
        Future<Outcome> future = thread.submit(() -> outcome(work));
        Outcome outcome;
        try {
            outcome = future.get(HANG_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            outcome = new Outcome(End.HANG, e, 0);
            thread.shutdownNow();
            thread = newThread();
        } catch (ExecutionException e) {
            outcome = new Outcome(End.FOREIGN, e.getCause(), 0);
        }
        slowestMillis = Math.max(slowestMillis, (System.nanoTime() - start) / 1_000_000);
        mostBytes = Math.max(mostBytes, outcome.bytes);
        counts.merge(outcome.end, 1, Integer::sum);
        if (outcome.end.compareTo(End.REFUSED) > 0) {
            keep(name + "-" + outcome.end, folder, outcome.problem);
        }
    }

    int of(End end) {
        return counts.getOrDefault(end, 0);
    }

    int bad() {
        return of(End.FOREIGN) + of(End.HANG) + of(End.MEMORY);
    }

    /** A row of a Markdown table, see {@link #HEADING}. */
    String row(String name) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return "| " + name + " | " + all + " | " + of(End.READ) + " | " + of(End.REFUSED) + " | " + of(End.FOREIGN)
            + " | " + of(End.HANG) + " | " + of(End.MEMORY) + " | " + slowestMillis + " ms | " + (mostBytes >> 20)
            + " MB |";
    }

    static final String HEADING = """
        | given | files | read | refused in one line | another exception | hang (> 10 s) | memory (> 256 MB) | slowest | most memory |
        |---|---|---|---|---|---|---|---|---|""";

    void close() {
        thread.shutdownNow();
    }

    // -- Helper methods --

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "work");
            thread.setDaemon(true); // one that hangs must not keep the program
            return thread;
        });
    }

    private static Outcome outcome(Callable<?> work) {
        long before = allocated();
        End end = End.READ;
        Throwable problem = null;
        try {
            work.call();
        } catch (DawsonException e) {
            boolean oneLine = !e.getMessage().isBlank() && e.getMessage().lines().count() == 1;
            end = oneLine ? End.REFUSED : End.FOREIGN;
            problem = e;
        } catch (Throwable e) { // NB: errors, too: a StackOverflowError is what one looks for
            end = End.FOREIGN;
            problem = e;
        }
        long bytes = allocated() - before;
        return new Outcome(bytes > MEMORY_BYTES && end != End.FOREIGN ? End.MEMORY : end, problem, bytes);
    }

    /** Bytes that this thread allocated so far. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private void keep(String name, Path folder, Throwable problem) throws IOException {
        Path to = Files.createDirectories(kept.resolve(name));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
        StringWriter trace = new StringWriter();
        if (problem != null) {
            problem.printStackTrace(new PrintWriter(trace));
        }
        Files.writeString(to.resolve("problem.txt"),
            trace.toString().lines().limit(60).reduce("", (a, b) -> a + b + "\n"));
    }
}
