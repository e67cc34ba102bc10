package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Supplier;

/** One of many fails, in any way. */
class AttemptsTest {

    @Test
    void whateverHappensIsAReasonOnOneLine() {
        assertEquals("done", attempt(() -> "done"));
        assertEquals("a.nii: is broken; copy it again", attempt(() -> {
            throw new DawsonException("a.nii: is broken;\n copy it again");
        }));
        assertTrue(attempt(() -> endless(1))
            .startsWith("b.nii: unexpected java.lang.StackOverflowError (in AttemptsTest.java"));
        assertTrue(attempt(() -> "" + List.of().get(0))
            .matches("b.nii: unexpected java.lang.\\w+Exception: Index 0 out of"
            + " bounds for length 0 \\(in AttemptsTest.java, line \\d+\\); please report this"));
        assertTrue(attempt(() -> {
            throw new AssertionError("odd");
        }).startsWith("b.nii: unexpected java.lang.AssertionError: odd"));
        assertTrue(attempt(() -> {
            throw new OutOfMemoryError("Java heap space");
        }).startsWith("b.nii: out of memory: Java's heap of "));
    }

    @Test
    void aCancelAndTheEndOfJavaEndAll() {
        assertThrows(CancelledException.class, () -> attempt(() -> {
            throw new CancelledException();
        }));
        assertThrows(OutOfMemoryError.class, () -> attempt(() -> {
            throw new OutOfMemoryError("unable to create native thread");
        }));
        assertThrows(InternalError.class, () -> attempt(() -> {
            throw new InternalError();
        }));
    }

    private static String attempt(Supplier<String> work) {
        return Attempts.attempt("b.nii", work, reason -> reason);
    }

    private static String endless(int depth) {
        return endless(depth + 1) + depth;
    }
}
