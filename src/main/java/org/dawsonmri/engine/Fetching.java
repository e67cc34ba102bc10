package org.dawsonmri.engine;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.Progress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** How far the fetching of all parts is, with the time that is left; and the copying that drives it. */
final class Fetching {

    private static final int BUFFER = 1 << 16;
    private static final long MEGA = 1_000_000;
    private static final long REPORT_NANOS = 500_000_000L;
    private static final double FIRST_ESTIMATE_SECONDS = 2;

    private final Progress progress;
    private final long total;
    private final long start = System.nanoTime();
    private long present;
    private volatile long fetched;
    private long lastReport = start - REPORT_NANOS;

    /** @param total bytes of all parts */
    Fetching(long total, Progress progress) {
        this.total = total;
        this.progress = progress;
    }

    Progress progress() {
        return progress;
    }

    /** Bytes that came so far. */
    long fetched() {
        return fetched;
    }

    /** Counts bytes that were there already and took no time. */
    void alreadyThere(long bytes) {
        present += bytes;
        report();
    }

    /**
     * Copies to the end of the input, or to one byte more than {@code most}.
     *
     * @param file what is written, for the message of a full disk
     * @return bytes copied
     * @throws IOException if the input fails; if the output does, it is a DawsonException
     */
    long copy(InputStream in, OutputStream out, Path file, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int n = in.read(buffer); n >= 0 && copied <= most; n = in.read(buffer)) {
            progress.checkCancelled();
            try {
                out.write(buffer, 0, n);
            } catch (IOException e) {
                throw AtomicFile.failure(file, e);
            }
            copied += n;
            fetched += n;
            report();
        }
        return copied;
    }

    // -- Helper methods --

    private void report() {
        long now = System.nanoTime();
        boolean done = present + fetched >= total;
        if (done || now - lastReport >= REPORT_NANOS) {
            lastReport = now;
            progress.update(Math.min(present + fetched, total) / MEGA, Math.max(1, total / MEGA),
                "MB of the engine" + left((now - start) / 1e9));
        }
    }

    private String left(double seconds) {
        long missing = total - present - fetched;
        if (fetched == 0 || missing <= 0 || seconds < FIRST_ESTIMATE_SECONDS) {
            return "";
        }
        long left = Math.round(missing * seconds / fetched);
        return left < 90 ? ", " + left + " s left" : ", " + Math.round(left / 60.0) + " min left";
    }
}
