package org.dawsonmri.config;

import org.dawsonmri.Progress;
import org.dawsonmri.runtime.Processor;

import com.google.gson.JsonObject;

import java.util.Locale;

/** How numbers are held inside a network while it computes. Weights are float32 in each case. */
public enum Precision {
    /** Tries both for a few steps and takes the faster one; float32 where the processor has no bfloat16. */
    AUTO,
    /** 32 bits everywhere. */
    FLOAT32,
    /** Convolutions in bfloat16: faster on processors with bf16 instructions, much slower on others. */
    BFLOAT16;

    /** Where a model's provenance says what it was trained with. */
    public static final String PROVENANCE = "precision";

    /**
     * What this comes to on a processor: where that would emulate bfloat16, nobody has to try it to know that float32
     * is faster, and who has chosen it is warned.
     */
    public Precision on(Processor processor, Progress progress) {
        if (!processor.lacksBfloat16()) {
            return this;
        }
        if (this == BFLOAT16) {
            progress.warning("this processor (" + processor.instructions() + ") has no bfloat16 instructions and "
                + "emulates them, which takes many times as long as float32; leave --precision out");
        }
        return this == AUTO ? FLOAT32 : this;
    }

    /** The name that users write. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The change of a configuration that sets the precision. */
    public static JsonObject setting(Precision precision) {
        JsonObject change = new JsonObject();
        change.addProperty("precision", precision.name());
        return change;
    }
}
