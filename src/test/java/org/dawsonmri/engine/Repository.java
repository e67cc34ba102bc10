package org.dawsonmri.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Maven repository on this computer that misbehaves as asked. */
final class Repository implements AutoCloseable {

    /** "path range" of each request; the range is "all" or where it starts. */
    final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    volatile boolean knowsRanges = true;
    /** Connections to cut in the middle. */
    volatile int cuts;
    /** Connections to answer with 503. */
    volatile int busy;
    /** Answers 503 after the first cut. */
    volatile boolean diesWithACut;
    /** Sends half and then nothing. */
    volatile boolean stalls;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    Repository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maven2/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort() + "/maven2";
    }

    RemoteSource source() {
        return new RemoteSource(URI.create(address() + "/"), Duration.ofMillis(5));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/maven2/".length());
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(path + " " + (range == null ? "all" : range.replaceAll("\\D", "")));
        byte[] bytes = files.get(path);
        if (bytes == null || busy > 0) {
            busy--;
            exchange.sendResponseHeaders(bytes == null ? 404 : 503, -1);
            exchange.close();
            return;
        }
        int start = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (start >= bytes.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (start > 0) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + start + "-" + (bytes.length - 1) + "/"
                + bytes.length);
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, bytes.length - start);
        boolean cut = cuts > 0;
        cuts--;
        busy = cut && diesWithACut ? Integer.MAX_VALUE : busy;
        int half = (bytes.length - start) / 2;
        exchange.getResponseBody().write(bytes, start, cut || stalls ? half : bytes.length - start);
        exchange.getResponseBody().flush();
        if (stalls) {
            await();
        }
        exchange.close();
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
