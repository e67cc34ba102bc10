package org.dawsonmri.cli;

import org.dawsonmri.dataset.DataChoice;

import com.google.gson.JsonObject;

import picocli.CommandLine.Option;

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

    /** What was given. */
    DataChoice choice() {
        return new DataChoice(label, filter);
    }
}
