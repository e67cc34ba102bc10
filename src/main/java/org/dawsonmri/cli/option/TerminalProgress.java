package org.dawsonmri.cli.option;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Progress on a terminal or through a pipe. As JSON, every event is one line {@code {"event": type, …values}} on
 * standard output, and the lines {@code stop} and {@code cancel} on standard input end the work; end of input there
 * means that whoever started this process is gone, and the work is abandoned unless a stop was asked for. In every
 * format, it is abandoned when the system ends this process: after Ctrl-C, at a queue system's time limit, at log-out.
 */
final class TerminalProgress implements Progress, AutoCloseable {

    private static final long CLEAN_UP_MILLIS = 20_000;
    private static final long UPDATE_NANOS = 1_000_000_000L;

    /** What every progress event has; it may say more. */
    private static final Set<String> COUNTS = Set.of(Event.DONE, Event.TOTAL, Event.WHAT);

    private final Subcommand.ProgressFormat format;
    private final PrintWriter writer;
    private final Thread hook;
    private volatile boolean cancelled;
    private volatile boolean abandoned;
    private volatile boolean stopRequested;
    private final CountDownLatch finished = new CountDownLatch(1);
    private long lastUpdate = System.nanoTime() - UPDATE_NANOS; // so that the first one is shown

    private TerminalProgress(Subcommand.ProgressFormat format, PrintWriter writer) {
        this.format = format;
        this.writer = writer;
        this.hook = new Thread(this::abandonAndWait, "dawson-interrupt");
    }

    static TerminalProgress open(Subcommand.ProgressFormat format, PrintWriter out, PrintWriter err) {
        boolean json = format == Subcommand.ProgressFormat.JSON;
        TerminalProgress progress = new TerminalProgress(format, json ? out : err);
        Runtime.getRuntime().addShutdownHook(progress.hook);
        if (json) {
            Thread listener = new Thread(progress::listen, "dawson-commands");
            listener.setDaemon(true);
            listener.start();
        }
        return progress;
    }

    // -- Progress methods --

    @Override
    public synchronized void event(Event event) {
        switch (format) {
            case JSON -> writer.println(event.toJson());
            case TEXT -> {
                String line = text(event);
                if (line != null) {
                    writer.println(line);
                }
            }
            default -> { }
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled || abandoned;
    }

    @Override
    public boolean isAbandoned() {
        return abandoned && !cancelled;
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested;
    }

    // -- AutoCloseable methods --

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            Thread.yield(); // the hook is waiting for us; there is nothing to take back
        }
    }

    // -- Helper methods --

    /** Null for what is not shown. */
    private String text(Event event) {
        return switch (event.type()) {
            case MESSAGE -> event.text();
            case WARNING -> "warning: " + event.text();
            case PROGRESS -> progressLine(event.values());
            case PHASE -> null;
            case STEP, EPOCH -> {
                StringJoiner joiner = new StringJoiner("  ", event.type() + "  ", "");
                event.values().forEach((key, value) -> joiner.add(key + " " + number(value)));
                yield joiner.toString();
            }
        };
    }

    /** At most one line a second, and always the last one. */
    private String progressLine(Map<String, ?> values) {
        long done = ((Number) values.get(Event.DONE)).longValue();
        long total = ((Number) values.get(Event.TOTAL)).longValue();
        long now = System.nanoTime();
        if (done < total && now - lastUpdate < UPDATE_NANOS) {
            return null;
        }
        lastUpdate = now;
        StringJoiner line = new StringJoiner("  ");
        line.add(values.get(Event.WHAT) + " " + done + "/" + total);
        values.forEach((key, value) -> {
            if (!COUNTS.contains(key)) {
                line.add(key + " " + number(value));
            }
        });
        return line.toString();
    }

    private static String number(Object value) {
        if (!(value instanceof Double || value instanceof Float)) {
            return String.valueOf(value);
        }
        double number = ((Number) value).doubleValue();
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e9;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", number);
    }

    private void listen() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = reader.readLine();
            while (line != null) {
                switch (line.strip()) {
                    case "stop" -> stopRequested = true;
                    case "cancel" -> cancelled = true;
                    case "" -> { }
                    default -> warning("not understood on standard input: " + line + " (expected stop or cancel)");
                }
                line = reader.readLine();
            }
            // Whoever asked to stop wants the results, though he did not stay for them.
            abandoned = !stopRequested;
        } catch (IOException e) {
            abandoned = true;
        }
    }

    /** The work gets time to take back what is half-written. */
    private void abandonAndWait() {
        abandoned = true;
        try {
            finished.await(CLEAN_UP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
