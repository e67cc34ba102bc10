package org.dawsonmri;

/** The user cancelled: results are dropped, nothing half-written stays. The command line ends with status 130. */
public class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled");
    }
}
