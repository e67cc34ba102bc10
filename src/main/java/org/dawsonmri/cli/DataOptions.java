package org.dawsonmri.cli;

import org.dawsonmri.DawsonException;
import org.dawsonmri.dataset.DataChoice;

import com.google.gson.JsonObject;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Which files of a data set are meant, where it has more than one that could be. */
final class DataOptions {

    @Option(names = "--label", paramLabel = "NAME",
        description = "Of a BIDS folder the kind of label, such as lesion or gmseg-manual; of a table the column of the"
            + " labels. Default: the only kind there is; 'label'.")
    private String label = "";

    @Option(names = "--filter", paramLabel = "ENTITY=VALUE,…",
        description = "Of a BIDS folder the acquisitions, runs, raters or pipelines, such as acq=ax,run=1.")
    private String filter = "";

    /** Adds what was given to a configuration. */
    void addTo(JsonObject changes) {
        JsonObject data = new JsonObject();
        if (!label.isEmpty()) {
            data.addProperty("label", label);
        }
        if (!filter.isEmpty()) {
            data.addProperty("filter", filter);
        }
        if (!data.isEmpty()) {
            changes.add("data", data);
        }
    }

    /** @throws DawsonException if something was given, but no data set of which to choose */
    void requireFor(Path data) {
        if (data == null && choice().isGiven()) {
            throw new DawsonException("--label and --filter choose among the files of a data set, and there is none; give"
                + " --data, or leave them out");
        }
    }

    /** What was given. */
    DataChoice choice() {
        return new DataChoice(label, filter);
    }
}
