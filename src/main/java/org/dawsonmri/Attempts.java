package org.dawsonmri;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work on many subjects or files: whatever befalls one of them becomes its own result, and the others go on. Ends early
 * only if the user cancels or if Java itself is at its end.
 *
 * <pre>{@code
 * String problem = Attempts.attempt(subject.id(), () -> segment(subject), reason -> reason);
 * }</pre>
 */
public final class Attempts {

    private Attempts() {
    }

    /**
     * Does the work for one of them.
     *
     * @param what which one, for a failure that does not say so itself
     * @param failed makes a result of the reason, which is one line
     */
    public static <T> T attempt(Object what, Supplier<T> work, Function<String, T> failed) {
        try {
            return work.get();
        } catch (CancelledException e) {
            throw e;
        } catch (Throwable e) {
            if (isTheEnd(e)) {
                throw e;
            }
            return failed.apply(e instanceof DawsonException ? Reason.of(e) : what + ": " + Reason.of(e));
        }
    }

    /**
     * True of what ends all work. NB: a stack that overflows, and one scan that is too large for the heap, leave Java
     * as it was before. ImageJ stops threads; the error for that is gone in later versions of Java.
     */
    private static boolean isTheEnd(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            String message = String.valueOf(e.getMessage());
            return !message.contains("heap space") && !message.contains("array size");
        }
        return e instanceof VirtualMachineError && !(e instanceof StackOverflowError)
            || e.getClass().getName().equals("java.lang.ThreadDeath");
    }
}
