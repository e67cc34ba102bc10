package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;

import picocli.CommandLine.Option;

/** How many channels and classes a network has, where no data say it. */
public final class InputOptions {

    private static final int MOST = 4096;

    @Option(names = "--input-channels", paramLabel = "N", defaultValue = "1",
        description = "Number of input channels (modalities). Default: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--classes", paramLabel = "N", defaultValue = "1",
        description = "Number of classes without the background. Default: ${DEFAULT-VALUE}.")
    private int classes;

    public int channels() {
        return checked("--input-channels", channels);
    }

    public int classes() {
        return checked("--classes", classes);
    }

    private static int checked(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new DawsonException(option + " is " + value + ", expected 1 to " + MOST);
        }
        return value;
    }
}
