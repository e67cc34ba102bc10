package org.dawsonmri.cli;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;

import java.io.PrintWriter;

/** Tells on standard error why a command ended: one line for what a user can put right, and the trace for what not. */
final class Failure {

    private Failure() {
    }

    /** Prints what happened and returns the exit status for it. */
    static int explain(Throwable e, PrintWriter err) {
        if (e instanceof CancelledException) {
            err.println("dawson: " + oneLine(e.getMessage()));
            return Dawson.CANCELLED;
        }
        if (e instanceof DawsonException) {
            err.println("dawson: " + oneLine(e.getMessage()));
        } else if (e instanceof OutOfMemoryError) {
            err.println("dawson: out of memory: Java's heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB is full (" + oneLine(e.getMessage()) + "); allow more with DAWSON_OPTS=-Xmx8g, in ImageJ with "
                + "-Ddawson.worker.heap=8g");
        } else if (e instanceof LinkageError) {
            err.println("dawson: a library is missing or does not fit this computer (" + oneLine(e.toString())
                + "); run Dawson Install Engine... (dawson install-engine) for " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", which fetches what is missing or damaged");
        } else {
            err.println("dawson: unexpected " + oneLine(e.toString()) + "; please report this with the lines below");
            e.printStackTrace(err);
        }
        return Dawson.FAILED;
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
