package org.dawsonmri.cli.option;

import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;

import picocli.CommandLine.Option;

/** What happens to results that are there already. */
public final class OverwriteOption {

    @Option(names = "--overwrite", description = "Replace results that are there already; without it they are refused"
        + " before any work. Inputs are never replaced.")
    private boolean overwrite;

    public Existing existing() {
        return Existing.of(overwrite);
    }

    /** To be told what is read and written, and then checked. */
    public OutputFiles outputs() {
        return new OutputFiles(existing());
    }
}
