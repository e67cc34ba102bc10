package org.dawsonmri.engine;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One running worker process. Two threads empty its pipes, so that it never waits for us; the caller's thread hands on
 * stop and cancel, kills a worker that does not obey, and never leaves one behind.
 */
final class Worker {

    private static final long POLL_MILLIS = 100;
    private static final long PIPE_MILLIS = 30_000;
    private static final long EXIT_MILLIS = 3_000;

    private final Process process;
    private final Progress progress;
    private final Duration grace;
    private final MemoryKills memoryKills = MemoryKills.now();
    private final ErrorLog log = new ErrorLog();
    private final Deque<String> output = new ArrayDeque<>();
    private volatile RuntimeException listenerFailure;
    private volatile boolean interrupted;
    private boolean stopSent;
    private long cancelSentAt;
    private volatile boolean cancelSent;

    Worker(Process process, Progress progress, Duration grace) {
        this.process = process;
        this.progress = progress;
        this.grace = grace;
    }

    /** Where the JVM with process id {@code pid} reports a crash in native code. */
    static Path crashReport(String pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "dawson-worker-" + pid + ".log");
    }

    /** Accompanies the worker to its end. */
    Engine.Result await() {
        Thread hook = new Thread(this::endWithUs, "dawson-worker-end");
        boolean hooked = addHook(hook);
        try {
            Thread events = reader("dawson-worker-output", process.getInputStream(), this::read);
            Thread errors = reader("dawson-worker-errors", process.getErrorStream(), log::add);
            while (!ended(POLL_MILLIS)) {
                handOnWishes();
            }
            join(events);
            join(errors);
            return conclude();
        } finally {
            kill();
            close();
            if (hooked) {
                removeHook(hook);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // -- The worker's lines --

    private static Thread reader(String name, InputStream stream, Consumer<String> consumer) {
        Thread thread = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    consumer.accept(line);
                }
            } catch (IOException e) {
                // The pipe broke because the worker was killed: there is no more to read.
                Thread.yield();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read(String line) {
        Optional<Event> event = Event.parse(line);
        if (event.isEmpty()) {
            synchronized (output) {
                output.add(line);
                if (output.size() > Engine.Result.MAX_LINES) {
                    output.remove();
                }
            }
        } else if (listenerFailure == null) {
            try {
                progress.event(event.get());
            } catch (RuntimeException e) {
                listenerFailure = e; // ends the worker; the caller gets it
            }
        }
    }

    // -- Our wishes --

    private void handOnWishes() {
        if (!cancelSent && (progress.isCancelled() || interrupted || listenerFailure != null)) {
            send("cancel");
            cancelSent = true;
            cancelSentAt = System.nanoTime();
        } else if (!cancelSent && !stopSent && progress.isStopRequested()) {
            send("stop");
            stopSent = true;
        } else if (cancelSent && System.nanoTime() - cancelSentAt > grace.toNanos()) {
            kill();
        }
    }

    private void send(String word) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            log.add("could not send '" + word + "': " + e); // it is ending, which its status will explain
        }
    }

    // -- Its end --

    private Engine.Result conclude() {
        if (listenerFailure != null) {
            throw listenerFailure;
        }
        int status = process.exitValue();
        List<String> lines;
        synchronized (output) {
            lines = new ArrayList<>(output);
        }
        if (status == 0) {
            return new Engine.Result(lines, log.text());
        }
        if (cancelSent) {
            throw new CancelledException();
        }
        throw new WorkerDeath(status, log, lines, crashReport(String.valueOf(process.pid())), memoryKills.since())
            .explain();
    }

    private boolean ended(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        }
    }

    /** What the worker has started might hold its pipes open after its end; it is not waited for without limit. */
    private void join(Thread reader) {
        try {
            reader.join(PIPE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private void kill() {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Our own JVM ends: the worker gets a moment to keep what it has, or else to clean up. */
    private void endWithUs() {
        if (progress.isStoppable()) {
            send("stop");
        }
        close();
        ended(EXIT_MILLIS);
        kill();
    }

    private void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.add("could not close the worker's input: " + e);
        }
    }

    private boolean addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException alreadyShuttingDown) {
            kill();
            return false;
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            Thread.yield(); // the hook is at work already
        }
    }
}
