package org.dawsonmri;

import java.util.Arrays;
import java.util.stream.Stream;

/** Why something failed, in one line for whoever asked for it: what he can put right, or what he can report. */
public final class Reason {

    private static final String OURS = Reason.class.getPackageName() + ".";

    private Reason() {
    }

    /** The line; that of a {@link DawsonException} is its message. */
    public static String of(Throwable e) {
        if (isExpected(e)) {
            return oneLine(e.getMessage());
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory: Java's heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB is full ("
                + oneLine(e.getMessage()) + "); allow more with DAWSON_OPTS=-Xmx8g, for ImageJ's"
                + " worker with -Ddawson.worker.heap=8g, for ImageJ itself in Edit > Options > Memory & Threads...";
        }
        if (e instanceof LinkageError) {
            return "a library is missing or does not fit this computer (" + oneLine(e.toString())
                + "); run Dawson Install Engine... (dawson install-engine) for " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", which fetches what is missing or damaged";
        }
        return "unexpected " + oneLine(e.toString()) + place(e) + "; please report this";
    }

    /** True of what a user can put right or has asked for; anything else is a mistake of Dawson's. */
    public static boolean isExpected(Throwable e) {
        return e instanceof DawsonException || e instanceof CancelledException;
    }

    /** A text on one line. */
    public static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Where in Dawson it happened. */
    private static String place(Throwable e) {
        return Stream.iterate(e, t -> t != null, Throwable::getCause).flatMap(t -> Arrays.stream(t.getStackTrace()))
            .filter(frame -> frame.getClassName().startsWith(OURS)).findFirst()
            .map(frame -> " (in " + frame.getFileName() + ", line " + frame.getLineNumber() + ")").orElse("");
    }
}
