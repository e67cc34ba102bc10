package org.dawsonmri;

/**
 * Something a user can put right. The message is one line that says what went wrong, in which file, what was found,
 * what was expected and what to do; every door shows it as it is.
 *
 * <pre>{@code
 * throw new DawsonException("scan.nii: has 2 channels where the model expects 3 (FLAIR, T1, T2); add --scan T2=FILE");
 * }</pre>
 */
public class DawsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DawsonException(String message) {
        super(oneLine(message));
    }

    public DawsonException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** NB: what libraries say may have several lines, and names out of files what moves a terminal's cursor. */
    private static String oneLine(String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
