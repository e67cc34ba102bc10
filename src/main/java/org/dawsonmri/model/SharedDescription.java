package org.dawsonmri.model;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.TrainingConfig;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What of a {@code dawson.json} is passed on: what segmentation needs, the settings and the scores. Of where the model
 * comes from it is dates, versions and numbers. Subjects are counted; names of data sets, files and folders stay at
 * home, since they may be those of people and computers.
 */
final class SharedDescription {

    /** What else a provenance may say stays at home, so that nothing new goes out by accident. */
    private static final Set<String> KEPT = Set.of("created", "dawson", "tensorflow", "java", "system", "precision",
        "kept_by", "training_slices", "training_patches", "training_lesion_voxels", "parent_created", "parent_epoch",
        "network_of_created", "weights_sha256");
    private static final String SUBJECTS = "_subjects";

    private SharedDescription() {
    }

    static ModelDescription of(ModelDescription model) {
        JsonObject nobody = new JsonObject();
        nobody.add("benchmark_slices", new JsonArray()); // they name subjects
        TrainingConfig config = model.config().with(nobody, "the settings of a model");
        Map<String, String> provenance = new LinkedHashMap<>();
        model.provenance().forEach((key, value) -> {
            if (KEPT.contains(key)) {
                provenance.put(key, value);
            } else if (key.endsWith(SUBJECTS)) {
                provenance.put(key, Integer.toString(value.isBlank() ? 0 : value.strip().split("\\s+").length));
            }
        });
        return model.with(config, provenance);
    }
}
