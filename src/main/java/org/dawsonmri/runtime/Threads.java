package org.dawsonmri.runtime;

/**
 * How many threads this process computes with: TensorFlow's sessions are told, everything else runs on Java's common
 * pool, which has the calling thread besides its own. Whoever prepares data ahead of a network has one thread more.
 */
public final class Threads {

    private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private static volatile int limit;

    private Threads() {
    }

    /**
     * Sets how many there may be. To be called before anything is computed, since the common pool keeps its size.
     *
     * @param threads 0 for one for each core
     * @return what it was before
     */
    public static int limit(int threads) {
        int before = limit;
        limit = threads;
        if (threads > 0) {
            System.setProperty(COMMON_POOL, String.valueOf(threads - 1));
        }
        return before;
    }

    /** How many there may be. */
    public static int count() {
        return of(limit);
    }

    /** @param asked 0 for one for each core */
    public static int of(int asked) {
        return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
    }
}
