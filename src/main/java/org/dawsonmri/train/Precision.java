package org.dawsonmri.train;

import com.google.gson.JsonObject;

import java.util.Locale;

/** How numbers are held inside a network while it computes. Weights are float32 in each case. */
public enum Precision {
    /** Tries both for a few steps and takes the faster one. */
    AUTO,
    /** 32 bits everywhere. */
    FLOAT32,
    /** Convolutions in bfloat16: faster on processors with bf16 instructions, much slower on others. */
    BFLOAT16;

    /** Where a model's provenance says what it was trained with. */
    public static final String PROVENANCE = "precision";

    /** The name that users write. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The change of a configuration that sets the precision. */
    static JsonObject setting(Precision precision) {
        JsonObject change = new JsonObject();
        change.addProperty("precision", precision.name());
        return change;
    }
}
