package org.dawsonmri.cli;

import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.OutputFiles;

import picocli.CommandLine.Option;

/** What happens to results that are there already. */
final class OverwriteOption {

    @Option(names = "--overwrite", description = "Replace results that are there already; without it they are refused"
        + " before any work. Inputs are never replaced.")
    private boolean overwrite;

    Existing existing() {
        return Existing.of(overwrite);
    }

    /** To be told what is read and written, and then checked. */
    OutputFiles outputs() {
        return new OutputFiles(existing());
    }
}
