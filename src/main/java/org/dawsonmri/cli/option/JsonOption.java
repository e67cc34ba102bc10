package org.dawsonmri.cli.option;

import picocli.CommandLine.Option;

/** Whether the result is for people or for programs. */
public final class JsonOption {

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean wanted;

    public boolean wanted() {
        return wanted;
    }
}
