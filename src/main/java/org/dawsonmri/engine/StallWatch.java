package org.dawsonmri.engine;

import org.dawsonmri.CancelledException;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Closes a stream, whose reader fails then, as soon as the user cancels or nothing has come for a while. */
final class StallWatch implements AutoCloseable {

    private static final long POLL_MILLIS = 100;

    private final Thread thread;

    /** @param count bytes that came so far */
    StallWatch(InputStream stream, LongSupplier count, Duration patience, Progress progress) {
        thread = new Thread(() -> watch(stream, count, patience, progress), "dawson-stall-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits a moment. An interrupt counts as cancel. */
    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void watch(InputStream stream, LongSupplier count, Duration patience, Progress progress) {
        long last = count.getAsLong();
        long since = System.nanoTime();
        try {
            while (!progress.isCancelled() && System.nanoTime() - since < patience.toNanos()) {
                pause();
                if (count.getAsLong() != last) {
                    last = count.getAsLong();
                    since = System.nanoTime();
                }
            }
            stream.close();
        } catch (CancelledException closed) {
            Thread.currentThread().interrupt(); // the reader is done: nothing to watch any more
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
