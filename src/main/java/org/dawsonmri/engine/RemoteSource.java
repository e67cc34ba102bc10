package org.dawsonmri.engine;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Maven repository. A broken connection is taken up where it broke (HTTP Range), now or when the installation is
 * started again. Goes through the proxy that Java's system properties name, as ImageJ's and Fiji's proxy settings set
 * them.
 */
final class RemoteSource implements PartSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int RANGE_REFUSED = 416;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /** Failures in a row without a single new byte. */
    private static final int ATTEMPTS = 4;

    private final URI base;
    private final Duration pause;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(PATIENCE).build();

    RemoteSource(URI base) {
        this(base, Duration.ofSeconds(2));
    }

    /** @param pause between attempts, doubled each time */
    RemoteSource(URI base, Duration pause) {
        this.base = base;
        this.pause = pause;
    }

    @Override
    public String name() {
        return base.toString();
    }

    @Override
    public void fetch(EngineParts.Part part, Path partial, Fetching fetching) {
        URI address = base.resolve(part.path());
        int failures = 0;
        while (size(partial) != part.size()) {
            long before = size(partial);
            try {
                receive(address, part, partial, fetching);
            } catch (IOException e) {
                fetching.progress().checkCancelled();
                failures = size(partial) > before ? 1 : failures + 1;
                if (failures == ATTEMPTS) {
                    throw new DawsonException(address + ": the connection failed " + ATTEMPTS + " times ("
                        + reason(e) + ") after " + size(partial) + " of " + part.size()
                        + " bytes; what was fetched is kept: check the network and the proxy, and start the "
                        + "installation again", e);
                }
                sleep(pause.multipliedBy(1L << (failures - 1)), fetching);
            }
        }
    }

    @Override
    public void close() {
        // Each connection ends with its part.
    }

    // -- Helper methods --

    /** One connection. Returns when the part is whole, throws if it is not. */
    private void receive(URI address, EngineParts.Part part, Path partial, Fetching fetching) throws IOException {
        long offset = size(partial);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "Dawson");
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> response = await(client.sendAsync(request.build(), BodyHandlers.ofInputStream()),
            fetching);
        try (InputStream in = response.body();
            StallWatch watch = new StallWatch(in, fetching::fetched, PATIENCE, fetching.progress())) {
            long start = startOfBody(response, address, offset, partial);
            try (OutputStream out = open(partial, start)) {
                long end = start + fetching.copy(in, out, partial, part.size() - start);
                if (end < part.size()) {
                    throw new IOException("the connection ended early");
                }
                if (end > part.size()) {
                    throw tooLong(address, part, partial);
                }
            }
        }
    }

    /** The answer's head, or a cancel at once. */
    private static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> answer,
        Fetching fetching) throws IOException {
        try {
            while (true) {
                fetching.progress().checkCancelled();
                try {
                    return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    continue;
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            answer.cancel(true);
        }
    }

    /** Where in the file the answer begins. */
    private static long startOfBody(HttpResponse<InputStream> response, URI address, long offset, Path partial)
        throws IOException {
        int status = response.statusCode();
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (status == PARTIAL && range.startsWith("bytes " + offset + "-")) {
            return offset;
        }
        if (status == OK) {
            return 0;
        }
        if (status == RANGE_REFUSED || status == PARTIAL) {
            Files.deleteIfExists(partial);
            throw new IOException("the server does not go on at byte " + offset);
        }
        if (status >= SERVER_ERROR || status == TOO_MANY) {
            throw new IOException("HTTP status " + status);
        }
        throw new DawsonException(address + ": cannot be fetched (HTTP status " + status + "); expected a Maven "
            + "repository with Maven Central's files; check the source's address"
            + (status == PROXY_AUTHENTICATION || status == UNAUTHORIZED ? " and whether it wants a password" : ""));
    }

    private static OutputStream open(Path partial, long start) {
        try {
            return Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                start > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw AtomicFile.failure(partial, e);
        }
    }

    private static DawsonException tooLong(URI address, EngineParts.Part part, Path partial) throws IOException {
        Files.deleteIfExists(partial);
        return new DawsonException(address + ": is longer than the " + part.size()
            + " bytes of the jar that Dawson was built with; was deleted; choose another source");
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void sleep(Duration time, Fetching fetching) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            fetching.progress().checkCancelled();
            StallWatch.pause();
        }
    }
}
