package org.dawsonmri.command;

import org.dawsonmri.imagej.CommandRunner;

/** A process that runs one command as a macro does and prints what went wrong. */
public final class Attempt {

    private Attempt() {
    }

    /** @param args the command's name and its options */
    public static void main(String[] args) {
        System.out.println("problem: " + CommandRunner.attempt(args[0], args[1]));
        System.exit(0);
    }
}
