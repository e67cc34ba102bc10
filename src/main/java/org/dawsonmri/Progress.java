package org.dawsonmri;

import java.util.Map;

/**
 * How long work tells how far it is, and hears that it should end. Algorithms only ever see this interface; whether a
 * terminal, a pipe to Fiji or a window stands behind it is the door's business. Implementations are thread-safe.
 *
 * <p>Two ways to end: <em>cancel</em> drops the results ({@link #checkCancelled()} throws), <em>stop</em> means
 * "enough, keep what there is" and is only asked for by work that can do so, such as training.
 */
public interface Progress {

    /** Says nothing and never ends early. */
    Progress NONE = event -> { };

    /** Hears one event. */
    void event(Event event);

    /** A line for people: what happens now. */
    default void message(String text) {
        event(Event.text(Event.Type.MESSAGE, text));
    }

    /** A line for people: something to know, though the work goes on. */
    default void warning(String text) {
        event(Event.text(Event.Type.WARNING, text));
    }

    /** {@code done} of {@code total} units of {@code what} are finished. */
    default void update(long done, long total, String what) {
        event(Event.progress(done, total, what));
    }

    /**
     * Something else begins, until the next call; for profiles and programs rather than for people.
     *
     * @param epoch of a training, from 1; 0 where there is none
     */
    default void phase(Phase phase, int epoch) {
        event(Event.phase(phase, epoch));
    }

    /** A step of a training is over. @param values {@code epoch} and {@code step} as {@code 3/50}, and its numbers */
    default void step(Map<String, ?> values) {
        event(new Event(Event.Type.STEP, values));
    }

    /** An epoch of a training is over. @param row its line of the history */
    default void epoch(Map<String, ?> row) {
        event(new Event(Event.Type.EPOCH, row));
    }

    /** True once the user wants the work ended and its results dropped. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * True if the work was cancelled not because a user wants its results dropped, but because this program is being
     * ended or whoever asked for the work is gone. {@link #isCancelled()} is true, too; what took hours and can be gone
     * on with is kept then.
     */
    default boolean isAbandoned() {
        return false;
    }

    /** True once the user wants the work ended and its results kept. */
    default boolean isStopRequested() {
        return false;
    }

    /** True for work whose results so far are worth keeping, should this program end before it. */
    default boolean isStoppable() {
        return false;
    }

    /** @throws CancelledException if the user cancelled */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }
}
