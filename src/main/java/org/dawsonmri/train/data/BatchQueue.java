package org.dawsonmri.train.data;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Prepares batches on other threads while the network computes, a bounded number ahead and in a fixed order. The first
 * failure of a preparation surfaces at once in {@link #next()}.
 *
 * @param <T> what describes a batch
 */
public final class BatchQueue<T> implements Iterator<Batch>, AutoCloseable {

    private static final int AHEAD = 4;

    private final Iterator<T> plan;
    private final Function<T, Batch> prepare;
    private final ExecutorService threads;
    private final Queue<Future<Batch>> pending = new ArrayDeque<>();
    private long waitedNanos;

    public BatchQueue(List<T> plan, int threads, Function<T, Batch> prepare) {
        this.plan = plan.iterator();
        this.prepare = prepare;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "dawson-batches");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < AHEAD; i++) {
            submit();
        }
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty();
    }

    @Override
    public Batch next() {
        Future<Batch> head = pending.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        long start = System.nanoTime();
        try {
            Batch batch = head.get();
            waitedNanos += System.nanoTime() - start;
            submit();
            return batch;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for data", e);
        }
    }

    /** Time that the network has waited for data so far. */
    public long waitedNanos() {
        return waitedNanos;
    }

    @Override
    public void close() {
        // NB: an interrupt would close the file that a preparation reads from, for everybody.
        pending.forEach(task -> task.cancel(false));
        threads.shutdown();
    }

    private void submit() {
        if (plan.hasNext()) {
            T next = plan.next();
            Callable<Batch> task = () -> prepare.apply(next);
            pending.add(threads.submit(task));
        }
    }
}
