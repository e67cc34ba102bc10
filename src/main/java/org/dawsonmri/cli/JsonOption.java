package org.dawsonmri.cli;

import picocli.CommandLine.Option;

/** Whether the result is for people or for programs. */
final class JsonOption {

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
