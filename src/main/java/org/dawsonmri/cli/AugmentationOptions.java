package org.dawsonmri.cli;

import com.google.gson.JsonObject;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Options that say how slices are varied. */
final class AugmentationOptions {

    @Option(names = "--augmentation", paramLabel = "NAME",
        description = "How training slices are varied: none (default), mri or spinal-cord; --config can say more.")
    private String preset;

    @Option(names = "--painted-lesions", paramLabel = "DIR", description = "Paint lesions into training slices, in the "
        + "shapes of the lesion masks in DIR, which lie in the scans' space and belong to other people.")
    private Path masks;

    /** Adds what was given to the settings of a training. */
    void addTo(JsonObject changes) {
        JsonObject augmentation = new JsonObject();
        if (preset != null) {
            augmentation.addProperty("preset", preset);
        }
        if (masks != null) {
            JsonObject painted = new JsonObject();
            painted.addProperty("folder", masks.toString());
            augmentation.add("painted_lesions", painted);
        }
        if (!augmentation.isEmpty()) {
            changes.add("augmentation", augmentation);
        }
    }
}
