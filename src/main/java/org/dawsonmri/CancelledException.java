package org.dawsonmri;

/**
 * The work was cancelled: results are dropped, nothing half-written stays. The message says so where something is kept
 * nevertheless. The command line ends with status 130.
 */
public class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled");
    }

    /** @param kept what is kept, and how to go on with it */
    public CancelledException(String kept, Throwable cause) {
        super("cancelled; " + kept, cause);
    }
}
