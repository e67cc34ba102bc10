package org.dawsonmri.imagej;

/** A command that {@link FijiStart} tells how it was started. */
public interface FijiCommand {

    /** There will be no form: what was not given has its default. */
    void asksNothing();

    /**
     * ImageJ's menu or a macro waits for the command, and would show an exception as a stack trace and go on: the
     * command itself has to say what failed.
     *
     * @param waiting the menu's or the macro's thread
     */
    void tellsFailures(Thread waiting);
}
